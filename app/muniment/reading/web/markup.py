"""Bytes of a web page to its tree: encoding, wrapping, parsing; nothing is fetched and no entity is resolved.

Must never parse without limits, nor trust the encoding that a page names over what its bytes are.
"""

from __future__ import annotations

import codecs
import re

from lxml import etree, html

from muniment.reading.common.element import Element, as_element
from muniment.reading.reader import Unreadable
from muniment.reading.web.typed_tables import as_preformatted, with_lines

MAX_MARKUP = 128 << 20  # bytes; the largest annual reports of banks are below 60 MB
MAX_ELEMENTS = 3_000_000  # such a report has some 500,000
_HEAD = 4_096  # bytes in which an encoding is named
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""(?:<\?xml[^>]{0,200}?\bencoding|<meta[^>]{0,200}?\bcharset)\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE
)
# Encodings of text; Python has others under such names, which unpack or run what they are given.
_TEXT = re.compile(r"utf_?(?:8|16|32)|cp\d{3,4}|iso8859|latin|ascii|koi8|mac|shift_jis|euc|gb|big5|tis|iso2022_jp")
_WESTERN = ("ascii", "latin-1", "cp1252", "iso8859-1", "iso8859-15")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_PICTURE = re.compile(r"data:[\w/+.;=-]{0,100},[^\"'()<>\s]{200,}")
_WRAPPED = re.compile(
    r"^\s*(?:<(?:SEC-DOCUMENT|SEC-HEADER|DOCUMENT)\b|-----BEGIN PRIVACY-ENHANCED MESSAGE)", re.IGNORECASE
)
_WRAPPED_TEXT = re.compile(r"<TEXT>(.*?)(?:</TEXT>|\Z)", re.IGNORECASE | re.DOTALL)
_STYLING = re.compile(r"</?(?:font|b|i|u|em|strong|small|big|span|a|tt)(?:\s[^<>]*)?>", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_END = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_NO_CONTENT = re.compile(r"(?:\s|</(?:html|body)\s*>|<!--(?:[^-]|-(?!->))*-->)*\Z", re.IGNORECASE)
_XHTML = re.compile(r"""xmlns(?::\w+)?\s*=\s*["']http://www\.w3\.org/1999/xhtml""")


def decode(data: bytes) -> str:
    """The text of a page: by its byte order mark, what it declares, as strict UTF-8, or as cp1252."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    declared = _declared(data[:_HEAD])
    for name in ("utf-8" if declared in ("", *_WESTERN) else declared, "utf-8"):
        try:
            return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("cp1252", "replace")


def _declared(head: bytes) -> str:
    match = _DECLARED.search(head)
    if match is None:
        return ""
    try:
        name = codecs.lookup(match[1].decode("ascii", "replace")).name
    except LookupError:
        return ""
    return name if _TEXT.match(name.replace("-", "_")) and not name.startswith(("utf-16", "utf-32")) else ""


def parse(data: bytes) -> Element:
    """The root element of a page.

    Raises:
        Unreadable: ``too-large``, or ``damaged`` where not even a beginning can be read.
    """
    if len(data) > MAX_MARKUP:
        raise Unreadable("too-large")
    text = _PICTURE.sub("", _CONTROLS.sub("", decode(data)))
    if _WRAPPED.match(text):
        match = _WRAPPED_TEXT.search(text)
        text = with_lines(match[1] if match else text)
    root = _strictly(text) if _XHTML.search(text, 0, 50_000) else None
    root = root if root is not None else _softly(text)
    if root is None:
        raise Unreadable("damaged")
    if sum(1 for _ in zip(root.iter(), range(MAX_ELEMENTS), strict=False)) >= MAX_ELEMENTS:
        raise Unreadable("too-large")
    return root


def _strictly(text: str) -> Element | None:
    """As XML, which inline XBRL is by its standard; None where it is not well-formed or nests too deeply."""
    parser = etree.XMLParser(
        encoding="utf-8",
        huge_tree=False,
        no_network=True,
        load_dtd=False,
        resolve_entities=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return as_element(etree.fromstring(text.encode("utf-8"), parser))
    except (etree.XMLSyntaxError, ValueError):
        return None


def _softly(text: str) -> Element | None:
    """As HTML, which is read as far as it can be.

    Old pages leave elements of style open by the hundred, each within the one before, until the parser goes no deeper:
    then they are read without those.
    """
    text = _open_ended(as_preformatted(text))
    root, is_cut = _as_html(text)
    return _as_html(_STYLING.sub("", text))[0] if is_cut else root


def _open_ended(text: str) -> str:
    """Without the ends of the page where more follows them: browsers show that, the parser stops there."""
    first = min((at for at in (text.find("</html"), text.find("</HTML")) if at >= 0), default=-1)
    return text if first < 0 or _NO_CONTENT.match(text, first) else _END.sub("", text)


def _as_html(text: str) -> tuple[Element | None, bool]:
    """The root, and whether the parser stopped because of the depth."""
    parser = html.HTMLParser(
        encoding="utf-8", huge_tree=False, no_network=True, remove_comments=True, remove_pis=True, recover=True
    )
    try:
        page = html.document_fromstring(_DECLARATION.sub("", text).encode("utf-8"), parser=parser)
        root = as_element(page)
    except (etree.LxmlError, ValueError, AssertionError):
        root = None
    return root, any("depth" in entry.message for entry in parser.error_log)
