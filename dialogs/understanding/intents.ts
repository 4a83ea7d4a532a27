// What a merchant may want. Utterances that teach each one are in locales/<language>/nlu/intents/<intent>.txt.

export const intents = [
	"problem",
	"status",
	"human",
	"complain",
	"thanks",
	"greet",
	"goodbye",
	"language",
	"startOver",
	"back",
	"why",
	"yes",
	"no",
	"dontKnow",
	"works",
	"stillBroken",
	"ticketStatus",
	"capabilities",
	"unsafe",
	"licenceOrFee",
	"offTopic",
	"injection",
] as const;

export type IntentId = (typeof intents)[number];
