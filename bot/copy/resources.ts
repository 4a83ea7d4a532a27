// All reviewed copy, by language: the JSON files as they are, and each FAQ's title and body.

import type { Faq } from "../../dialogs/faq/faq.ts";
import enCauses from "../../locales/en/causes.json" with { type: "json" };
import enCommon from "../../locales/en/common.json" with { type: "json" };
import enDesk from "../../locales/en/desk.json" with { type: "json" };
import enFlows from "../../locales/en/flows.json" with { type: "json" };
import enQuestions from "../../locales/en/questions.json" with { type: "json" };
import enRepairs from "../../locales/en/repairs.json" with { type: "json" };
import enStatus from "../../locales/en/status.json" with { type: "json" };
import enWeb from "../../locales/en/web.json" with { type: "json" };
import type { Language } from "../../locales/languages.ts";
import zhCauses from "../../locales/zh-CN/causes.json" with { type: "json" };
import zhCommon from "../../locales/zh-CN/common.json" with { type: "json" };
import zhDesk from "../../locales/zh-CN/desk.json" with { type: "json" };
import zhFlows from "../../locales/zh-CN/flows.json" with { type: "json" };
import zhQuestions from "../../locales/zh-CN/questions.json" with { type: "json" };
import zhRepairs from "../../locales/zh-CN/repairs.json" with { type: "json" };
import zhStatus from "../../locales/zh-CN/status.json" with { type: "json" };
import zhWeb from "../../locales/zh-CN/web.json" with { type: "json" };

const files = {
	"zh-CN": {
		causes: zhCauses,
		common: zhCommon,
		desk: zhDesk,
		flows: zhFlows,
		questions: zhQuestions,
		repairs: zhRepairs,
		status: zhStatus,
		web: zhWeb,
	},
	en: {
		causes: enCauses,
		common: enCommon,
		desk: enDesk,
		flows: enFlows,
		questions: enQuestions,
		repairs: enRepairs,
		status: enStatus,
		web: enWeb,
	},
} as const satisfies Record<Language, object>;

const faqCopy = (faqs: readonly Faq[]): Readonly<Record<string, { title: string; body: string }>> =>
	Object.fromEntries(faqs.map(({ id, title, body }) => [id, { title, body }]));

/** i18next resources: one namespace, the file's name is the first part of a key. */
export const resourcesOf = (faqs: Readonly<Record<Language, readonly Faq[]>>) => ({
	"zh-CN": { translation: { ...files["zh-CN"], faq: faqCopy(faqs["zh-CN"]) } },
	en: { translation: { ...files.en, faq: faqCopy(faqs.en) } },
});
