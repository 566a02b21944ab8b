"""One open file to its items, by format; how far a damaged one was read; what lies packed inside another."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import IO, Final, cast

from attache.errors import SourceError
from attache.sources.archives.mailbox import items_of_mailbox
from attache.sources.archives.mails import items_of_mail
from attache.sources.archives.members import ArchiveDamaged, Member, MemberDamaged
from attache.sources.archives.parquet import items_of_parquet
from attache.sources.archives.tables import items_of_table
from attache.sources.archives.tarred import members_of_tar
from attache.sources.archives.warc import items_of_warc
from attache.sources.archives.zipped import members_of_zip
from attache.sources.compose import Origin
from attache.sources.files import DAMAGED, limited, unpacked
from attache.sources.formats import HEAD, KINDS, Format, format_in, named, packing_in
from attache.sources.holder import Holder
from attache.sources.item import Item, Kind
from attache.sources.lines import items_of_lines
from attache.sources.setaside import Setaside, from_os_error
from attache.sources.streams import buffered, peeked

_DEEPEST: Final = 1
"""Archives inside an archive are read, what is packed deeper is not."""
_MOST_IN_MEMORY: Final = 64 * 1024 * 1024
"""Largest file inside another, or from standard input, that has to be held whole: ZIP and Parquet are read from their end."""
_FROM_THEIR_END: Final = frozenset({"zip", "parquet"})


def items_in(format_: Format, holder: Holder) -> Iterator[Item]:
    """The items of an open file of a format, in its order; where it breaks off or is no such file, one line tells."""
    told = _Told(holder)
    count = 0
    try:
        for item in _read(format_, replace(holder, on_aside=told)):
            count += 1
            yield item
    except SourceError as error:
        told(Setaside(error.reason, holder.name, str(error)))
    except ArchiveDamaged as error:
        if error.name != holder.name:
            raise
        told(Setaside("broken-archive", holder.name, _breaks(holder.shown, count, error)))
    except DAMAGED as error:
        told(Setaside("broken-archive", holder.name, _breaks(holder.shown, count, error)))
    except OSError as error:
        failed = from_os_error(error, holder.shown)
        told(Setaside(failed.reason, holder.name, str(failed)))
    if not count and not told.loudly:
        holder.aside("empty-archive", f"no report in it; read are {KINDS}" if told.any else "it is empty; leave it out")


def _breaks(shown: str, count: int, error: Exception) -> str:
    return (
        f"{shown}: damaged after {count} reports ({error}); what came before is read, fetch or pack the file again for the rest"
    )


@dataclass(slots=True)
class _Told:
    """Passes asides on and keeps whether there were any."""

    holder: Holder
    any: bool = False
    loudly: bool = False

    def __call__(self, aside: Setaside) -> None:
        self.any = True
        self.loudly = self.loudly or not aside.quiet
        self.holder.on_aside(aside)


def _read(format_: Format, holder: Holder) -> Iterator[Item]:
    if format_ in _FROM_THEIR_END and not holder.stream.seekable():
        holder = replace(holder, stream=_held(holder))
    match format_:
        case "lines":
            return items_of_lines(holder)
        case "csv":
            return items_of_table(holder)
        case "parquet":
            return items_of_parquet(holder)
        case "warc":
            return items_of_warc(holder)
        case "mbox":
            return items_of_mailbox(holder)
        case "mail":
            data = limited(holder.stream, holder.shown)
            return items_of_mail(data, holder.name, holder.shown, holder.on_aside, bulk=holder.depth > 0)
        case "zip":
            return _items_of_members(members_of_zip(holder), holder)
        case "tar":
            return _items_of_members(members_of_tar(holder), holder)
        case _:
            return iter((_single(limited(holder.stream, holder.shown), format_, holder),))


def _held(holder: Holder) -> IO[bytes]:
    data = holder.stream.read(_MOST_IN_MEMORY + 1)
    if len(data) > _MOST_IN_MEMORY:
        limit = _MOST_IN_MEMORY // 2**20
        raise SourceError(f"{holder.shown}: longer than {limit} MB, too long to be read here; unpack it first", reason="too-long")
    return io.BytesIO(data)


def _single(data: bytes, format_: Format, holder: Holder) -> Item:
    origin = Origin(file=holder.name, shown=holder.shown)
    return Item(holder.name, holder.shown, cast(Kind, format_), data, origin, bulk=holder.depth > 0)


def _items_of_members(members: Iterable[Member], holder: Holder) -> Iterator[Item]:
    """The items of all members that are of a kind that is read."""
    for member in members:
        inner = f"/{member.name}"
        format_, packing = named(member.name)
        reason = _left_out(member.name, format_)
        if reason:
            holder.aside(reason, "not read", inner=inner)
        elif format_ in ("zip", "tar") and holder.depth >= _DEEPEST:
            holder.aside("nested-archive", "an archive in an archive in an archive is not read; unpack it first", inner=inner)
        elif format_:
            within = replace(
                holder,
                stream=unpacked(member.stream, packing, holder.shown + inner),
                name=holder.name + inner,
                shown=holder.shown + inner,
                depth=holder.depth + 1,
            )
            yield from _items_of_member(format_, within)


def _items_of_member(format_: Format, holder: Holder) -> Iterator[Item]:
    """The items of one member; one that is damaged by itself is set aside and the others go on."""
    try:
        if format_ in ("text", "markdown", "page", "mail"):
            yield from _read(format_, holder)
        else:
            yield from items_in(format_, holder)
    except MemberDamaged as error:
        holder.aside("broken-member", f"damaged in the archive ({error}); pack it again")
    except SourceError as error:
        holder.failed(error)


def _left_out(name: str, format_: Format | None) -> str | None:
    """Why a member is not read, as in a folder."""
    parts = name.split("/")
    if any(part.startswith(".") or part == "__MACOSX" for part in parts):
        return "hidden"
    if parts[-1].upper().startswith("README"):
        return "readme"
    return None if format_ else "unsupported-suffix"


def looked_into(stream: IO[bytes], name: str) -> tuple[Format | None, IO[bytes]]:
    """The format of an open stream by its name, else by its first bytes, and the stream of the unpacked bytes.

    Where nothing tells the format it is None and the stream is whole.
    """
    format_, packing = named(name)
    stream = buffered(stream)
    if packing is None:
        stream, head = peeked(stream, HEAD)
        packing = packing_in(head)
    stream = buffered(unpacked(stream, packing, name))
    if format_ is None:
        stream, head = peeked(stream, HEAD)
        format_ = format_in(head)
    return format_, stream
