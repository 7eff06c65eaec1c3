"""Charts as Vega-Lite specs (https://vega.github.io/vega-lite/docs/), for ``drawing`` to draw.

Every number stands beside its mark, so a chart can be read in grey and without its scale. What is
not shown has no mark: words stand in its place.
"""

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.core.charts import Chart, ChartKind, Mark

INK, QUIET, RULE = "#1f2933", "#5b6774", "#d5dbe1"
ACCENT, PALE = "#1f6f6b", "#d7e5e3"
"""The colours of ``pages/look.typ``, and a pale one for the rest of a whole."""
FONT = "Atkinson Hyperlegible Next"
SIZE = 11
"""The size of letters, in the picture's own units (1/96 inch)."""
LETTER = 5.6
"""How wide a letter of that size is, about; enough for what is not cut off by it."""
WIDTH = 330
"""How wide every chart is."""
LOWER, DEEPER = 8, 14
"""How far below the middle of its place a mark lies that has one line above it, or two."""
EDGE = 5
"""Room at the sides, for the letters of a scale that reach out."""
LONGEST_LINE = 36
"""After so many letters a label goes on in the next line."""
HUNDRED = 100
BEYOND = 6
"""So many times the last tick the scale of waits ends: a line that reaches it goes on."""

ALL_TICKS = {"labelOverlap": False, "tickCount": 20}
"""Vega leaves out ticks that were asked for, unless many may be there."""

Spec = dict[str, Any]


@dataclass(frozen=True)
class Sizes:
    """How much room a chart has, without what its labels and its scale need."""

    left: float
    width: float
    height: float
    bottom: float = 34
    top: float = 6
    right: float = 4


def spec_of(chart: Chart) -> Spec:
    """Return the spec of a chart, without its title."""
    match chart.kind:
        case ChartKind.BARS:
            return _bars(chart)
        case ChartKind.COLUMNS:
            return _columns(chart)
        case ChartKind.SHARES:
            return _shares(chart)
        case ChartKind.WAITS:
            return _waits(chart)


def _spec(sizes: Sizes, values: Sequence[Mapping[str, Any]], layers: Sequence[Spec]) -> Spec:
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": sizes.width,
        "height": sizes.height,
        "padding": {
            "left": sizes.left,
            "right": sizes.right,
            "top": sizes.top,
            "bottom": sizes.bottom,
        },
        "autosize": "none",
        "background": None,
        "data": {"values": list(values)},
        "layer": list(layers),
        "config": {
            "font": FONT,
            "view": {"stroke": None},
            "text": {"fontSize": SIZE, "color": INK},
            "axis": {
                "labelFontSize": SIZE,
                "labelColor": INK,
                "labelFont": FONT,
                "titleFont": FONT,
                "titleFontSize": SIZE,
                "titleFontWeight": "normal",
                "titleColor": QUIET,
                "gridColor": RULE,
                "domain": False,
                "ticks": False,
                "labelPadding": 6,
                "labelLimit": 0,
            },
        },
    }


def _values(marks: Sequence[Mark]) -> list[dict[str, Any]]:
    return [
        {"place": place, "label": _lines(mark.label), "text": mark.text, "value": mark.value}
        for place, mark in enumerate(marks)
    ]


def _lines(label: str) -> str:
    return "\n".join(textwrap.wrap(label, LONGEST_LINE) or [label])


def _width_of(texts: Sequence[str]) -> float:
    return max((len(line) for text in texts for line in text.splitlines()), default=0) * LETTER


def _places(marks: Sequence[Mark], *, title: bool = True) -> Spec:
    """The things from top to bottom, each with its label on the left."""
    return {
        "field": "place",
        "type": "ordinal",
        "title": None,
        "axis": {"labelExpr": _texts([_lines(mark.label) for mark in marks])} if title else None,
    }


def _texts(labels: Sequence[str]) -> str:
    """An expression that gives each place its label, in lines."""
    listed = ", ".join(
        f"[{', '.join(_quoted(line) for line in each.split(chr(10)))}]" for each in labels
    )
    return f"[{listed}][datum.value]"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def _quiet_text(x: Spec, y: Spec, **more: object) -> Spec:
    """The words that stand where nothing is drawn."""
    return {
        "transform": [{"filter": "datum.value === null"}],
        "mark": {"type": "text", "align": "left", "dx": 6, "color": QUIET, **more},
        "encoding": {"x": x, "y": y, "text": {"field": "text"}},
    }


def _drawn(mark: Spec, encoding: Spec) -> Spec:
    return _where("datum.value !== null", mark, encoding)


def _where(condition: str, mark: Spec, encoding: Spec) -> Spec:
    return {"transform": [{"filter": condition}], "mark": mark, "encoding": encoding}


def _bars(chart: Chart) -> Spec:
    marks = chart.marks
    left = _width_of([_lines(mark.label) for mark in marks]) + 12
    beside = _width_of([mark.text for mark in marks]) + 14
    width = WIDTH - left - 4
    longest = max(width - beside, width / 4)
    most = max(mark.value or 0 for mark in marks) or 1
    ticks = _ticks(most)
    # The unit stands at the end of the scale, or below it where a tick is in its way.
    free = width - _width_of([chart.unit]) - 3 * EDGE
    below = 0 if ticks[-1] / most * longest < free else 14
    lines = max(len(_lines(mark.label).splitlines()) for mark in marks)
    step = 19 if lines == 1 else 28
    at_end = {"titleAnchor": "end", "titleAlign": "right", "titleBaseline": "top"}
    place = {**at_end, "titleX": width, "titleY": 5 + below}
    x: Spec = {
        "field": "value",
        "type": "quantitative",
        "title": chart.unit,
        # The words beside the longest bar have room, too.
        "scale": {"domain": [0, most * width / longest], "nice": False},
        "axis": {"values": ticks, "format": ",d", **ALL_TICKS, **place},
    }
    y = _places(marks)
    bar = {"type": "bar", "color": ACCENT, "height": 13, "cornerRadiusEnd": 2}
    text = {"type": "text", "align": "left", "dx": 6}
    return _spec(
        Sizes(left, width, step * len(marks), bottom=20 + below),
        _values(marks),
        [
            _drawn(bar, {"x": x, "y": y}),
            _drawn(text, {"x": x, "y": y, "text": {"field": "text"}}),
            _quiet_text({"datum": 0}, y),
        ],
    )


def _ticks(most: int) -> list[int]:
    """Two to four round numbers up to the largest, and nought."""
    steps = (digit * 10**power for power in range(len(str(most)) + 1) for digit in (1, 2, 5))
    step = next(each for each in steps if each * 4 >= most)
    return list(range(0, most + 1, step))


def _columns(chart: Chart) -> Spec:
    marks = chart.marks
    most = max(mark.value or 0 for mark in marks) or 1
    left = _width_of([f"{most:,}"]) + 14
    width = WIDTH - left - 4
    x: Spec = {
        "field": "place",
        "type": "ordinal",
        "title": None,
        "axis": {"labelExpr": _texts([mark.label for mark in marks]), "labelAngle": 0},
        "scale": {"padding": 0},
    }
    y: Spec = {
        "field": "value",
        "type": "quantitative",
        "title": None,
        "scale": {"domain": [0, most * 1.15], "nice": False},
        "axis": {"values": _ticks(most), "format": ",d", **ALL_TICKS},
    }
    bar = {
        "type": "bar",
        "color": ACCENT,
        "cornerRadiusEnd": 2,
        "width": min(width / len(marks) * 0.75, 44),
    }
    text = {"type": "text", "baseline": "bottom", "dy": -3}
    return _spec(
        Sizes(left, width, 76, bottom=20, top=22),
        _values(marks),
        [
            _drawn(bar, {"x": x, "y": y}),
            _drawn(text, {"x": x, "y": y, "text": {"field": "text"}}),
            _quiet_text(x, {"datum": 0}, angle=270, baseline="middle"),
            {
                "data": {"values": [{}]},
                "mark": {"type": "text", "align": "left", "color": QUIET, "x": 0, "y": -13},
                "encoding": {"text": {"datum": chart.unit}},
            },
        ],
    )


def _shares(chart: Chart) -> Spec:
    marks = chart.marks
    whole = {"type": "bar", "height": 11, "cornerRadius": 2, "yOffset": LOWER}
    y = _places(marks, title=False)
    x: Spec = {
        "field": "value",
        "type": "quantitative",
        "title": None,
        "scale": {"domain": [0, HUNDRED]},
        "axis": {
            "values": [0, 25, 50, 75, HUNDRED],
            "labelExpr": f"datum.value + {_quoted(chart.unit)}",
            "grid": False,
        },
    }
    return _spec(
        Sizes(EDGE, WIDTH - 4 * EDGE, 33 * len(marks), bottom=22, right=3 * EDGE),
        _values(marks),
        [
            _drawn({**whole, "color": PALE}, {"x": {"datum": HUNDRED}, "y": y}),
            _drawn({**whole, "color": ACCENT}, {"x": x, "y": y}),
            *_above(y, WIDTH - 4 * EDGE),
        ],
    )


def _above(y: Spec, width: float) -> list[Spec]:
    """What each thing is above its mark, and at the right its number."""
    at = {"type": "text", "baseline": "bottom", "dy": LOWER - 8}
    return [
        {
            "mark": {**at, "align": "left", "x": 0},
            "encoding": {"y": y, "text": {"field": "label"}},
        },
        {
            "mark": {**at, "align": "right", "x": width},
            "encoding": {"y": y, "text": {"field": "text"}},
        },
    ]


def _waits(chart: Chart) -> Spec:
    left = _width_of([chart.ticks[0][1]]) / 2
    ends = chart.ticks[-1][0] * BEYOND
    x = _scale_of_waits(chart, ends)
    y = _places(chart.marks, title=False)
    values = [
        {
            **each,
            "label": mark.label,
            "said": mark.text.replace("\n", "; "),
            "end": ends if mark.runs_on else mark.end,
            "stops": mark.end,
        }
        for each, mark in zip(_values(chart.marks), chart.marks, strict=True)
    ]
    look = {"color": ACCENT, "opacity": 1, "yOffset": DEEPER}
    line = {**look, "type": "rule", "strokeWidth": 3}
    tick = {**look, "type": "tick", "thickness": 3, "size": 12}
    point = {**look, "type": "point", "filled": True, "size": 80}
    above = {"type": "text", "align": "left", "baseline": "bottom", "x": EDGE - left}
    label, said = {**above, "dy": DEEPER - 22}, {**above, "dy": DEEPER - 8, "color": QUIET}
    goes_on = "datum.value !== null && datum.end !== null"
    return _spec(
        Sizes(left, WIDTH - left - EDGE, 48 * len(chart.marks), bottom=38),
        values,
        [
            _where(goes_on, line, {"x": x, "x2": {"field": "end"}, "y": y}),
            _where("datum.stops !== null", tick, {"x": {**x, "field": "stops"}, "y": y}),
            _drawn(point, {"x": x, "y": y}),
            {"mark": label, "encoding": {"y": y, "text": {"field": "label"}}},
            {"mark": said, "encoding": {"y": y, "text": {"field": "said"}}},
        ],
    )


def _scale_of_waits(chart: Chart, ends: int) -> Spec:
    words = ", ".join(f"'{tick}': {_quoted(text)}" for tick, text in chart.ticks)
    return {
        "field": "value",
        "type": "quantitative",
        "title": chart.unit,
        "scale": {"type": "log", "domain": [chart.ticks[0][0], ends], "nice": False},
        "axis": {
            "values": [tick for tick, _ in chart.ticks],
            "labelExpr": f"{{{words}}}[datum.value]",
            "titleAnchor": "start",
            "grid": False,
            "domain": True,
            "domainColor": RULE,
            "ticks": True,
            "tickColor": QUIET,
        },
    }
