// Styles of the sandbox page: one column, the system's colours, a bar that shows each part's state.

export const sandboxStyles = `:root {
	color-scheme: light dark;
	--operational: #1a7f37;
	--degraded: #9a6700;
	--outage: #cf222e;
	--maintenance: #0969da;
}

body {
	margin: 0;
	font:
		1rem / 1.5 system-ui,
		sans-serif;
}

main {
	max-width: 44rem;
	margin: 0 auto;
	padding: 1rem;
}

h1 {
	font-size: 1.5rem;
}

[lang="en"] {
	opacity: 0.85;
}

fieldset {
	display: flex;
	flex-wrap: wrap;
	gap: 0.25rem 1rem;
	margin: 0 0 1rem;
	border: 1px solid GrayText;
	border-inline-start: 0.5rem solid var(--operational);
	border-radius: 0.25rem;
}

fieldset[data-state="degraded"] {
	border-inline-start-color: var(--degraded);
}

fieldset[data-state="outage"] {
	border-inline-start-color: var(--outage);
}

fieldset[data-state="maintenance"] {
	border-inline-start-color: var(--maintenance);
}

legend {
	font-weight: 600;
}

label {
	display: inline-flex;
	align-items: center;
	gap: 0.375rem;
	min-height: 2.75rem;
}

.buttons {
	display: flex;
	flex-wrap: wrap;
	gap: 0.5rem;
}

button {
	min-height: 2.75rem;
	padding: 0 1rem;
	font: inherit;
}
`;
