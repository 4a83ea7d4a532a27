// Answers to common questions. Each is a Markdown file per language in locales/<language>/faq/<id>.md that a support person edits.

/** The file's name without `.md`, kebab-case. */
export type FaqId = string;

export type Faq = {
	readonly id: FaqId;
	readonly title: string;
	/** Ways merchants ask it; they also teach the classifier. */
	readonly questions: readonly string[];
	readonly related: readonly FaqId[];
	/** Markdown without HTML. */
	readonly body: string;
};
