// Who carries out each kind of item. A new kind of payload does not compile until it has a row here.

import type { Instant } from "../../../dialogs/status/report.ts";
import type { Desk } from "../../desks/desk.ts";
import type { OutboxPayload } from "../../store/store.ts";
import type { Turns } from "../../turn/turns.ts";
import type { Deliver } from "./deliver.ts";
import { deliverOpenCase } from "./open-case.ts";
import { type Channel, deliverSendActivity, type SendStore } from "./send-activity.ts";
import { deliverTellAgent } from "./tell-agent.ts";
import { deliverWake } from "./wake.ts";
import { deliverWithdrawCase } from "./withdraw-case.ts";

export type DeliverTable = { readonly [K in OutboxPayload["kind"]]: Deliver<K> };

type Deps = {
	readonly turns: Pick<Turns, "happen">;
	readonly desk: Desk;
	readonly channel: Channel;
	readonly store: SendStore;
	readonly now: () => Instant;
};

/** The table over this house's desk and channels. */
export const createDeliverTable = ({ turns, desk, channel, store, now }: Deps): DeliverTable => ({
	wake: deliverWake(turns),
	openCase: deliverOpenCase(desk),
	tellAgent: deliverTellAgent(desk),
	withdrawCase: deliverWithdrawCase(desk),
	sendActivity: deliverSendActivity({ channel, store, now }),
});
