// Loaded into the built server before it starts: at each SIGUSR2 the next trouble of FAULT_TROUBLES happens.
// "clock:+3600000" moves the wall clock by that many milliseconds, "stall:1500" holds up the event loop.

const troubles = (process.env.FAULT_TROUBLES ?? "").split(",");
const wallClock = Date.now;
let shiftMs = 0;

Date.now = () => wallClock() + shiftMs;

const hold = (ms: number): void => {
	const end = performance.now() + ms;
	while (performance.now() < end);
};

process.on("SIGUSR2", () => {
	const [kind, ms] = (troubles.shift() ?? "").split(":");
	if (kind === "clock") shiftMs += Number(ms);
	if (kind === "stall") hold(Number(ms));
});
