#pragma once

namespace transcript {

/// The colours of a drawing, for light and dark.
inline constexpr auto svg_colours = R"(
.wire-drawing { --paper: #ffffff; --ink: #1f2328; --faint: #8b949e;
  --client: #0550ae; --server: #1a6334; --event: #a03b00; --go: #6639ba; }
@media (prefers-color-scheme: dark) {
  .wire-drawing { --paper: #0d1117; --ink: #e6edf3; --faint: #6e7681;
    --client: #79c0ff; --server: #7ee787; --event: #ffa657; --go: #d2a8ff; } }
)";

/// How a drawing looks, in these colours: each kind of line has a form that can
/// be told without colour.
inline constexpr auto svg_rules = R"(
.wire-drawing { max-width: 48rem; height: auto; background: var(--paper); }
.wire-drawing text { font: 12px ui-monospace, "DejaVu Sans Mono", Menlo,
  Consolas, monospace; white-space: pre; fill: var(--ink);
  paint-order: stroke; stroke: var(--paper); stroke-width: 4px; }
.wire-drawing .title { font-weight: bold; }
.wire-drawing .life { stroke: var(--faint); }
.wire-drawing .arrow { fill: none; stroke-width: 1.5px; }
.wire-drawing .command { color: var(--client); }
.wire-drawing .reply { color: var(--server); }
.wire-drawing .event { color: var(--event); }
.wire-drawing .go-ahead { color: var(--go); }
.wire-drawing .arrow, .wire-drawing .head { stroke: currentColor; }
.wire-drawing .head { fill: currentColor; }
.wire-drawing g text { fill: currentColor; }
.wire-drawing .event text { font-weight: bold; }
.wire-drawing .event .arrow { stroke-width: 4px; }
.wire-drawing .go-ahead .arrow { stroke-dasharray: 5 4; }
.wire-drawing .note text { fill: var(--ink); font-style: italic; }
.wire-drawing .note rect { fill: var(--paper); stroke: var(--faint);
  stroke-dasharray: 2 3; }
)";

} // namespace transcript
