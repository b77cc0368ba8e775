"""What the explorer page shows: the slice large, what is selected, and links for every next step."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlencode

from django.http import QueryDict

from graph.models import GraphSlice
from graph.pages import panel as panels
from graph.pages.panel import Panel
from graph.slices import focus, picture, reach
from graph.slices.picture import Filter, Line, Mark
from graph.slices.shape.model import Slice
from works.models import Work
from works.text import tex

MOST_OPENED: Final = 4
LONGEST_ID: Final = 32
KINDS: Final = ("work", "person", "topic", "inst")


@dataclass(frozen=True, slots=True)
class Asked:
    """An explorer address: its focus, opened nodes, hidden kinds, selection and view."""

    kind: str
    public_id: str
    opened: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    selected: str = ""
    view: str = "map"

    @property
    def url(self) -> str:
        return f"/explorer/{self.query}"

    @property
    def query(self) -> str:
        pairs = [("focus", f"{self.kind}:{self.public_id}")]
        pairs += [("open", each) for each in self.opened]
        pairs += [("hide", each) for each in self.hidden]
        if self.view != "map":
            pairs.append(("view", self.view))
        if self.selected:
            pairs.append(("sel", self.selected))
        return f"?{urlencode(pairs, safe=':')}"


@dataclass(frozen=True, slots=True)
class Reason:
    """A node on the way from the selected one to the focus, and why the next follows."""

    mark: Mark
    url: str
    reason: str


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A node tied to the selected one, with the reason."""

    mark: Mark
    url: str
    reason: str


@dataclass(frozen=True, slots=True)
class Selected:
    """The selected node with its facts and next steps; an empty address means: not possible."""

    mark: Mark
    kind_name: str
    centre_url: str
    open_url: str
    close_url: str
    way: tuple[Reason, ...]
    neighbours: tuple[Neighbour, ...]


@dataclass(frozen=True, slots=True)
class Toggle:
    """A kind that can be shown or hidden, as a link."""

    filter: Filter
    is_shown: bool
    url: str


@dataclass(frozen=True, slots=True)
class Explorer:
    """The whole page."""

    asked: Asked
    title: str
    record_url: str
    panel: Panel
    marks: tuple[Mark, ...]
    lines: tuple[Line, ...]
    toggles: tuple[Toggle, ...]
    selected: Selected | None
    views: tuple[tuple[panels.View, str], ...]
    opened: tuple[tuple[Mark, str], ...]

    @property
    def select_url(self) -> str:
        """The beginning of an address that selects a node."""
        base = replace(self.asked, selected="").url
        return f"{base}&sel="


def read(query: QueryDict) -> Asked | None:
    """Understand an explorer address; None if it names no focus."""
    kind, _, public_id = query.get("focus", "").partition(":")
    if kind not in GraphSlice.FocusKind.values or not public_id.isalnum():
        return None
    view = query.get("view", "map")
    return Asked(
        kind=kind,
        public_id=public_id,
        opened=_node_ids(query.getlist("open"))[:MOST_OPENED],
        hidden=tuple(each for each in KINDS if each in query.getlist("hide")),
        selected=query.get("sel", "")[:LONGEST_ID],
        view=view if view in {one.key for one in panels.VIEWS} else "map",
    )


def _node_ids(raw: Sequence[str]) -> tuple[str, ...]:
    return tuple(
        sorted(
            {each for each in raw if each.partition(":")[0] in focus.FOCUS_KIND and len(each) <= LONGEST_ID}
        ),
    )


def load(asked: Asked, stored: GraphSlice, *, attempt: int | None) -> Explorer | None:
    """Read the page; None if the focus is not there."""
    record = focus.record(asked.kind, asked.public_id)
    if record is None:
        return None
    panel = panels.of(stored, kind=asked.kind, public_id=asked.public_id, view=asked.view, attempt=attempt)
    found = panel.found
    marks = tuple(picture.marks(found)) if found else ()
    by_id = {one.node.id: one for one in marks}
    return Explorer(
        asked=asked,
        title=tex.to_text(record.title) if isinstance(record, Work) else record.display_name,
        record_url=record.get_absolute_url(),
        panel=panel,
        marks=tuple(one for one in marks if one.is_focus or one.css not in asked.hidden),
        lines=_lines(found, asked, by_id),
        toggles=tuple(_toggle(asked, one) for one in panel.filters),
        selected=_selected(found, asked, by_id) if found else None,
        views=tuple((view, replace(asked, view=view.key).url) for view in panels.VIEWS),
        opened=tuple((by_id[each], _without(asked, each).url) for each in asked.opened if each in by_id),
    )


def _lines(found: Slice | None, asked: Asked, by_id: dict[str, Mark]) -> tuple[Line, ...]:
    if found is None:
        return ()
    hidden = {one.node.id for one in by_id.values() if one.css in asked.hidden and not one.is_focus}
    return tuple(line for line in picture.lines(found) if not {line.edge.a, line.edge.b} & hidden)


def _toggle(asked: Asked, one: Filter) -> Toggle:
    is_shown = one.css not in asked.hidden
    hidden = (*asked.hidden, one.css) if is_shown else tuple(each for each in asked.hidden if each != one.css)
    return Toggle(one, is_shown, replace(asked, hidden=hidden).url)


def _selected(found: Slice, asked: Asked, by_id: dict[str, Mark]) -> Selected | None:
    mark = by_id.get(asked.selected) or by_id[found.focus]
    ties = [
        (by_id[edge.b if edge.a == mark.node.id else edge.a], edge.reason)
        for edge in sorted(found.edges, key=lambda edge: (-edge.weight, edge.a, edge.b))
        if mark.node.id in {edge.a, edge.b}
    ]
    way = reach.way_to_focus(found, mark.node.id)
    node_id = mark.node.id
    may_open = len(asked.opened) < MOST_OPENED and not mark.is_focus and node_id not in asked.opened
    return Selected(
        mark=mark,
        kind_name=picture.FOCUS_WORDS[mark.node.kind].capitalize(),
        centre_url="" if mark.is_focus else _centred(mark).url,
        open_url=replace(asked, opened=tuple(sorted({*asked.opened, node_id}))).url if may_open else "",
        close_url=_without(asked, node_id).url if node_id in asked.opened else "",
        way=tuple(Reason(by_id[step.node_id], _select(asked, step.node_id), step.reason) for step in way),
        neighbours=tuple(Neighbour(one, _select(asked, one.node.id), reason) for one, reason in ties),
    )


def _centred(mark: Mark) -> Asked:
    return Asked(kind=focus.FOCUS_KIND[mark.node.kind], public_id=mark.node.public_id)


def _select(asked: Asked, node_id: str) -> str:
    return replace(asked, selected=node_id).url


def _without(asked: Asked, node_id: str) -> Asked:
    return replace(asked, opened=tuple(each for each in asked.opened if each != node_id))
