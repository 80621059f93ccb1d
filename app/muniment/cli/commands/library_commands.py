"""``muniment list``, ``show``, ``search`` and ``remove``: what the vault holds."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence

from muniment.cli import report, screen, vault_options
from muniment.cli.commands import cost_report, routing_report
from muniment.document.facts.fact import ContentTag
from muniment.errors import Exit, UserError
from muniment.pipeline.exports import document_record
from muniment.pipeline.models import semantic_search
from muniment.texts.document_words import schema_words
from muniment.texts.say import say
from muniment.texts.text import Text
from muniment.vault.content.families import in_families
from muniment.vault.database.records import DocumentRow, DocumentState
from muniment.vault.store import Vault

EMPTY_VAULT = Text("The vault holds no documents yet. muniment analyze FILE... adds them.")
STATES: Mapping[DocumentState, Text] = {
    DocumentState.QUEUED: Text("queued"),
    DocumentState.RUNNING: Text("running"),
    DocumentState.DONE: Text("done"),
    DocumentState.FAILED: Text("failed"),
    DocumentState.CANCELLED: Text("cancelled"),
}
_UNREAD: Mapping[DocumentState, Text] = {
    DocumentState.QUEUED: Text("This document is queued; it has not been read yet."),
    DocumentState.RUNNING: Text("This document is running; it has not been read yet."),
    DocumentState.DONE: Text("This document is done; it has not been read yet."),
    DocumentState.FAILED: Text("This document is failed; it has not been read yet."),
    DocumentState.CANCELLED: Text("This document is cancelled; it has not been read yet."),
}
_HEAD = (
    Text("no."),
    Text("name"),
    Text("kind"),
    Text("pages"),
    Text("label"),
    Text("state"),
    Text("tags"),
)


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The commands' options."""
    readers = (_add_list(commands), _add_show(commands), _add_search(commands))
    for parser in readers:
        parser.add_argument("--json", action="store_true", help=Text("JSON objects, one a line")())
    runs = (run_list, run_show, run_search, run_remove)
    for parser, run in zip((*readers, _add_remove(commands)), runs, strict=True):
        vault_options.add_options(parser)
        parser.set_defaults(run=run)


def _add_list(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    listing = commands.add_parser("list", help=Text("file names, kinds and states")())
    listing.add_argument(
        "--tag", metavar=Text("TAG")(), help=Text("only those that are tagged so: id or name of resources/tags.toml")()
    )
    return listing


def _add_show(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    showing = commands.add_parser("show", help=Text("all that is known of a document")())
    showing.add_argument(
        "document",
        nargs="?",
        metavar=Text("DOCUMENT")(),
        help=Text("number, name or first digits of the SHA-256; all with --costs")(),
    )
    showing.add_argument(
        "--costs",
        action="store_true",
        help=Text("what language models spent, and an estimate of what that would cost rented")(),
    )
    showing.add_argument(
        "--routing",
        action="store_true",
        help=Text(
            "how questions went to the fast and the strong model: share, agreement, time saved; all without DOCUMENT"
        )(),
    )
    return showing


def _add_search(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    searching = commands.add_parser("search", help=Text("find words in all documents")())
    searching.add_argument("words", nargs="+", metavar=Text("WORD")())
    searching.add_argument(
        "--limit", type=int, default=20, metavar=Text("N")(), help=Text("at most N places (default 20)")()
    )
    return searching


def _add_remove(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    removing = commands.add_parser(
        "remove", help=Text("remove a document from the vault, with all that is known of it")()
    )
    removing.add_argument(
        "document", metavar=Text("DOCUMENT")(), help=Text("number, name or first digits of the SHA-256")()
    )
    removing.add_argument(
        "--backups-too", action="store_true", help=Text("make a new backup and delete all older ones")()
    )
    return removing


def find_one(vault: Vault, asked: str) -> DocumentRow:
    """The document that a user means.

    Args:
        vault: Where it is looked for.
        asked: As typed: its number, its name, or four or more first digits of its SHA-256.

    Raises:
        UserError: There is none, or more than one.
    """
    found = vault.find(asked)
    if not found:
        raise UserError("unknown-document", exit_code=Exit.USAGE, asked=asked)
    if len(found) > 1:
        numbers = ", ".join(str(row.id) for row in found)
        raise UserError("ambiguous", exit_code=Exit.USAGE, asked=asked, numbers=numbers)
    return found[0]


def run_list(options: argparse.Namespace) -> int:
    """List the documents."""
    with vault_options.open_vault(options) as vault:
        rows = vault.documents()
        tags = {row.id: vault.content_tags(row.id) for row in rows}
    if options.tag is not None:
        rows = [row for row in rows if any(_is_named(tag, options.tag) for tag in tags[row.id])]
    if options.json:
        for row in rows:
            screen.put_json({**_listed(row), "tags": [document_record.of_tag(tag) for tag in tags[row.id]]})
        return Exit.DONE
    if not rows and options.tag is not None:
        screen.say(Text("No document is tagged so. muniment list shows the tags that there are.")())
        return Exit.DONE
    if not rows:
        screen.say(EMPTY_VAULT())
        return Exit.DONE
    shown = [[text() for text in _HEAD]]
    shown += [
        [
            str(r.id),
            "  " * depth + r.name,
            schema_words.kind_within(r.kind),
            str(r.page_count or ""),
            r.label,
            _state(r),
            _names(tags[r.id]),
        ]
        for r, depth in in_families(rows)
    ]
    if not any(row.label for row in rows):
        shown = [[*line[:4], *line[5:]] for line in shown]
    for line in screen.table(shown, right=frozenset({0, 3})):
        screen.put(line)
    return Exit.DONE


def run_show(options: argparse.Namespace) -> int:
    """Show one document, or what models did and spent on it or on all."""
    if options.document is None and not (options.costs or options.routing):
        raise UserError("which-document", exit_code=Exit.USAGE)
    with vault_options.open_vault(options) as vault:
        if options.costs:
            rows = [find_one(vault, options.document)] if options.document else vault.documents()
            cost_report.show(vault, rows, as_json=options.json, in_all=options.document is None)
            return Exit.DONE
        if options.routing:
            rows = [find_one(vault, options.document)] if options.document else vault.documents()
            routing_report.show(vault, rows, as_json=options.json, in_all=options.document is None)
            return Exit.DONE
        row = find_one(vault, options.document)
        if row.state is not DocumentState.DONE and row.page_count is None:
            _show_unread(row, as_json=options.json)
        elif options.json:
            screen.put_json(document_record.of_document(vault, row.id, row.name))
        else:
            report.show(vault, row.id)
    return Exit.DONE


def run_search(options: argparse.Namespace) -> int:
    """Search for words."""
    if not any(letter.isalnum() for word in options.words for letter in word):
        raise UserError("no-words", exit_code=Exit.USAGE)
    with vault_options.open_vault(options) as vault:
        names = {row.id: row.name for row in vault.documents()}
        hits, by_meaning = semantic_search.search(vault, " ".join(options.words), max(options.limit, 1))
        for hit in hits:
            name = names.get(hit.document_id, "")
            if options.json:
                where = {"page": hit.page, "start": hit.start, "end": hit.end}
                by = "meaning" if (hit.document_id, hit.page) in by_meaning else "words"
                screen.put_json(
                    {"file": name, "document": hit.document_id, **where, "snippet": hit.snippet, "found_by": by}
                )
            else:
                place = f"{name}, {screen.page_mark([hit.page])}"
                if (hit.document_id, hit.page) in by_meaning:
                    place = Text("{place} (by meaning)")(place=place)
                screen.put(f"{place}: {hit.snippet}")
    if not hits:
        screen.say(Text("These words stand together on no page of the vault's documents. Try fewer of them.")())
    return Exit.DONE


def run_remove(options: argparse.Namespace) -> int:
    """Remove one document."""
    with vault_options.open_vault(options) as vault:
        row = find_one(vault, options.document)
        if not options.backups_too:
            vault_options.back_up_daily(vault)  # first, so that a slip can be mended
        inside = len(vault.descendants(row.id))
        vault.remove(row.id)
        screen.say(
            Text("{name} is removed from this vault, with its pages, figures and words in the index.")(name=row.name)
        )
        if inside:
            screen.say(
                Text(
                    "The {n} that came out of it as attachments is removed too.",
                    "The {n} that came out of it as attachments are removed too.",
                )(n=inside)
            )
        if options.backups_too:
            vault.rotate_backups()
            screen.say(Text("A new backup is made; the older ones, which held it, are deleted.")())
        else:
            screen.say(Text("The vault's backups still hold it: remove with --backups-too renews them.")())
    return Exit.DONE


def _show_unread(row: DocumentRow, *, as_json: bool) -> None:
    said = say(row.error) if row.error else _UNREAD[row.state]()
    if as_json:
        screen.put_json(document_record.of_failure(row.name, said, row))
    else:
        screen.put(screen.about(row.name, said))


def _listed(row: DocumentRow) -> dict[str, object]:
    return {
        "document": row.id,
        "file": row.name,
        "sha256": row.sha256,
        "media_type": row.media_type,
        "size": row.size,
        "pages": row.page_count,
        "kind": row.kind,
        "state": row.state.value,
        "error": say(row.error) if row.error else None,
        "added_at": row.added_at,
        "label": row.label,
        "parent": row.parent,
    }


def _is_named(tag: ContentTag, asked: str) -> bool:
    return asked.casefold() in (tag.id, say(tag.name).casefold())


def _names(tags: Sequence[ContentTag]) -> str:
    """Who should read it first, then what it speaks of."""
    return ", ".join(say(tag.name) for tag in sorted(tags, key=lambda one: not one.is_routing))


def _state(row: DocumentRow) -> str:
    return f"{STATES[row.state]()}: {say(row.error)}" if row.error else STATES[row.state]()
