"""The report as one HTML page that needs nothing else: plots are inline SVG, each with its numbers in a table below."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from html import escape

from ai_engine.learner.report_rows import FeedbackLine, Misconception, Report, Stuck

_BARS = 12
_ROWS = 60  # of a table on the page; the CSV files hold all
_BAR_HEIGHT, _BAR_GAP = 22, 8
_WIDTH, _LABEL_WIDTH, _VALUE_WIDTH = 720, 260, 60
_LABEL_LENGTH = 36

_STYLE = """
:root { color-scheme: light dark; --paper: #fbfaf7; --ink: #1d2127; --quiet: #59626d; --line: #dcdad3; --panel: #fff;
  --accent: #1f5f8b; --good: #2c7a3f; --bad: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --paper: #14171b; --ink: #e6e8ea; --quiet: #9aa4af; --line: #2e343c;
  --panel: #1c2026; --accent: #7cb8e0; --good: #6fc686; --bad: #f2958d; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.55 system-ui, sans-serif; }
main { max-width: 62rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
h1 { font-size: 1.8rem; margin: 0; line-height: 1.2; } h2 { font-size: 1.25rem; margin: 2.75rem 0 .5rem; }
p { margin: .5rem 0; max-width: 46rem; } .quiet { color: var(--quiet); }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: .75rem; margin: 1.5rem 0; }
dl div { background: var(--panel); border: 1px solid var(--line); border-radius: 8px; padding: .7rem .9rem; }
dt { color: var(--quiet); font-size: .9rem; } dd { margin: 0; font-size: 1.6rem; font-weight: 600; }
figure { margin: 1rem 0; background: var(--panel); border: 1px solid var(--line); border-radius: 8px; padding: 1rem;
  overflow-x: auto; }
figcaption { font-weight: 600; margin-bottom: .6rem; }
svg { display: block; width: 100%; height: auto; min-width: 32rem; max-width: 46rem; }
svg text { fill: var(--ink); font: 13px system-ui, sans-serif; }
.plain { fill: var(--accent); } .good { fill: var(--good); } .bad { fill: var(--bad); }
.scroll { overflow-x: auto; } .scroll:focus-visible { outline: 2px solid var(--accent); }
table { border-collapse: collapse; width: 100%; min-width: 40rem; font-size: .92rem; }
caption { text-align: left; font-weight: 600; padding: .3rem 0; }
th, td { text-align: left; padding: .4rem .9rem .4rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th { white-space: nowrap; } .number { text-align: right; font-variant-numeric: tabular-nums; }
.id { overflow-wrap: anywhere; max-width: 14rem; } .nowrap { white-space: nowrap; }
@media print { figure, tr { break-inside: avoid; } }
"""


def page(report: Report) -> str:
    """The whole page. Everything that came from outside is escaped; nothing is loaded from anywhere."""
    since = f" since {report.since:%d %B %Y}" if report.since else ""
    helpful = sum(line.helpful for line in report.feedback)
    figures = (
        ("learners", report.learners),
        ("conversations", report.conversations),
        ("answers", report.answers),
        ("submissions", report.submissions),
        ("accepted", _share(report.accepted, report.submissions)),
        ("helpful answers", _share(helpful, len(report.feedback))),
    )
    boxes = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in figures)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Report of the class</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f'<h1>Report of the class</h1>\n<p class="quiet">Made {report.made_at:%d %B %Y, %H:%M} UTC{since}. '
        "Learners appear under the ids that the platform sends.</p>\n"
        f"<dl>{boxes}</dl>\n{_stuck(report.stuck)}{_misconceptions(report.misconceptions)}{_feedback(report)}"
        "</main>\n</body>\n</html>\n"
    )


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "none yet"


def _stuck(rows: Sequence[Stuck]) -> str:
    text = (
        '<section aria-labelledby="stuck">\n<h2 id="stuck">Stuck learners</h2>\n'
        "<p>Who tried a challenge at least three times without success, or whose conversation goes round in circles: "
        "the same problem in four answers, a high hint level without a solution, two answers called unhelpful.</p>\n"
    )
    if not rows:
        return f"{text}<p>Nobody is stuck at present.</p>\n</section>\n"
    places = Counter(row.at for row in rows if row.where == "challenge").most_common(_BARS)
    text += bars("Challenges at which learners are stuck", places, "learners") if places else ""
    cells = [
        (
            ("id", row.learner or "(no id)"),
            ("", f"{row.where} {row.at}"),
            ("", row.reason),
            ("number", str(row.hints)),
            ("nowrap", _day(row.last)),
        )
        for row in rows[:_ROWS]
    ]
    heads = (("", "Learner"), ("", "Where"), ("", "Why"), ("number", "Hints"), ("", "Last seen"))
    return f"{text}{table('Stuck learners, the most tries first', heads, cells, len(rows), 'stuck.csv')}</section>\n"


def _misconceptions(rows: Sequence[Misconception]) -> str:
    text = (
        '<section aria-labelledby="common">\n<h2 id="common">Common misconceptions</h2>\n'
        "<p>Kinds of mistakes in programs that learners showed the tutor, and kinds of repairs that their submissions "
        "needed. In a conversation each kind counts once.</p>\n"
    )
    if not rows:
        return f"{text}<p>No mistakes were recorded yet.</p>\n</section>\n"
    text += bars(
        "How many learners each kind was met at", [(_words(r.rule), r.learners) for r in rows[:_BARS]], "learners"
    )
    cells = [
        (
            ("", _words(row.rule)),
            ("number", str(row.learners)),
            ("number", str(row.times)),
            ("", row.source),
            ("", row.misconception or row.for_instance),
        )
        for row in rows[:_ROWS]
    ]
    heads = (("", "Kind"), ("number", "Learners"), ("number", "Times"), ("", "Seen in"), ("", "What lies behind it"))
    caption = "Kinds of mistakes, those of the most learners first"
    return f"{text}{table(caption, heads, cells, len(rows), 'misconceptions.csv')}</section>\n"


def _feedback(report: Report) -> str:
    text = '<section aria-labelledby="feedback">\n<h2 id="feedback">Feedback on answers</h2>\n'
    lines = report.feedback
    if not lines:
        return f"{text}<p>No feedback was given yet.</p>\n</section>\n"
    text += weeks(lines)
    cells = [
        (
            ("nowrap", _day(line.at)),
            ("id", line.learner or "(no id)"),
            ("", "helpful" if line.helpful else "not helpful"),
            ("", line.why),
            ("", line.move),
            ("", line.about),
        )
        for line in sorted(lines, key=lambda line: (line.helpful, not line.why))[:_ROWS]
    ]
    heads = (("", "Day"), ("", "Learner"), ("", "Verdict"), ("", "Why"), ("", "Move"), ("", "The answer was about"))
    caption = "Feedback, the unhelpful answers first"
    return f"{text}{table(caption, heads, cells, len(lines), 'feedback.csv')}</section>\n"


def bars(title: str, values: Iterable[tuple[str, int]], unit: str) -> str:
    """A figure with horizontal bars. A screen reader hears its title and each value."""
    items = list(values)
    most = max(value for _, value in items)
    room = _WIDTH - _LABEL_WIDTH - _VALUE_WIDTH
    height = len(items) * (_BAR_HEIGHT + _BAR_GAP)
    drawn = []
    for place, (label, value) in enumerate(items):
        y = place * (_BAR_HEIGHT + _BAR_GAP)
        width = max(2.0, room * value / most)
        short = label if len(label) <= _LABEL_LENGTH else f"{label[: _LABEL_LENGTH - 1]}…"
        drawn.append(
            f'<text x="{_LABEL_WIDTH - 10}" y="{y + 16}" text-anchor="end">{escape(short)}</text>'
            f'<rect class="plain" x="{_LABEL_WIDTH}" y="{y}" width="{width:.0f}" height="{_BAR_HEIGHT}" rx="3"/>'
            f'<text x="{_LABEL_WIDTH + width + 8:.0f}" y="{y + 16}">{value}</text>'
        )
    told = "; ".join(f"{label}: {value} {unit}" for label, value in items)
    return _figure(title, height, "".join(drawn), told)


def weeks(lines: Iterable[FeedbackLine]) -> str:
    """A figure with helpful and unhelpful answers of each week, the newest twelve weeks."""
    good: Counter[datetime] = Counter()
    bad: Counter[datetime] = Counter()
    for line in lines:
        monday = (line.at - timedelta(days=line.at.weekday())).replace(hour=0, minute=0, second=0, microsecond=0)
        (good if line.helpful else bad)[monday] += 1
    shown = sorted(good.keys() | bad.keys())[-_BARS:]
    most = max(good[week] + bad[week] for week in shown)
    room = _WIDTH - _LABEL_WIDTH - _VALUE_WIDTH
    drawn, told = [], []
    for place, week in enumerate(shown):
        y = place * (_BAR_HEIGHT + _BAR_GAP)
        first, second = room * good[week] / most, room * bad[week] / most
        counts = f"{good[week]} helpful, {bad[week]} not"
        drawn.append(
            f'<text x="{_LABEL_WIDTH - 10}" y="{y + 16}" text-anchor="end">week of {_day(week)}: {counts}</text>'
            f'<rect class="good" x="{_LABEL_WIDTH}" y="{y}" width="{first:.0f}" height="{_BAR_HEIGHT}"/>'
            f'<rect class="bad" x="{_LABEL_WIDTH + first:.0f}" y="{y}" width="{second:.0f}" height="{_BAR_HEIGHT}"/>'
        )
        told.append(f"week of {_day(week)}: {counts}")
    return _figure(
        "Helpful (green) and unhelpful (red) answers by week",
        len(shown) * (_BAR_HEIGHT + _BAR_GAP),
        "".join(drawn),
        "; ".join(told),
    )


def table(
    caption: str,
    heads: Sequence[tuple[str, str]],
    rows: Sequence[Sequence[tuple[str, str]]],
    of: int,
    file: str,
) -> str:
    """A table; heads and cells are (CSS class, text). Says where the rest is when it shows fewer than `of` rows."""
    head = "".join(f'<th scope="col"{_class(name)}>{escape(text)}</th>' for name, text in heads)
    body = "".join(
        "<tr>" + "".join(f"<td{_class(name)}>{escape(text)}</td>" for name, text in row) + "</tr>\n" for row in rows
    )
    rest = f'<p class="quiet">The first {len(rows)} of {of}; {file} has all.</p>\n' if of > len(rows) else ""
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(caption)}">\n<table>\n'
        f"<caption>{escape(caption)}</caption>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>\n</div>\n"
        f"{rest}"
    )


def _figure(title: str, height: int, drawn: str, told: str) -> str:
    return (
        f"<figure>\n<figcaption>{escape(title)}</figcaption>\n"
        f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{escape(f"{title}: {told}")}">{drawn}</svg>\n'
        "</figure>\n"
    )


def _class(name: str) -> str:
    return f' class="{name}"' if name else ""


def _words(rule: str) -> str:
    return rule.replace("-", " ").replace("_", " ")


def _day(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d}"
