// The flows in the order they are asked: the first that claims an event answers it.

import type { Flow } from "../conversation.ts";
import { fallback } from "./fallback.ts";
import { faq } from "./faq.ts";
import { feedback } from "./feedback.ts";
import type { FlowDeps } from "./flow-deps.ts";
import { handOff } from "./hand-off.ts";
import { language } from "./language.ts";
import { refusal } from "./refusal.ts";
import { returning } from "./returning.ts";
import { smallTalk } from "./small-talk.ts";
import { status } from "./status.ts";
import { troubleshoot } from "./troubleshoot.ts";

export const createFlows = (deps: FlowDeps): readonly Flow[] => [
	handOff(deps),
	returning(),
	refusal(),
	language(deps),
	faq(deps),
	status(deps),
	troubleshoot(deps),
	feedback(deps),
	smallTalk(deps),
	fallback(deps),
];
