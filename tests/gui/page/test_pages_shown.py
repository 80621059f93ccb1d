"""Where pages lie, what is kept of them, and in which order they are asked for."""

from __future__ import annotations

import gc

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from muniment.document.pages.evidence import Span
from muniment.gui.page.image_requests import ROUGH, ImageRequests
from muniment.gui.page.page_cache import ImageKey, PageCache
from muniment.gui.page.page_marks import MarkStrength, PageMark, by_page
from muniment.gui.page.page_strip import PageStrip
from muniment.gui.shell.main_window import MainWindow
from muniment.pipeline.workers.pipeline_events import Rendered, RenderFailed
from support.window.gui_hands import select

SIZES = st.lists(st.tuples(st.floats(50, 2000), st.floats(50, 2000)), min_size=1, max_size=40)


@given(SIZES, st.floats(0.2, 8), st.floats(0.2, 8), st.floats(0, 1))
def test_a_place_stays_at_any_zoom(sizes: list[tuple[float, float]], before: float, after: float, part: float) -> None:
    strip = PageStrip(sizes, before)
    y = part * strip.height()
    place = strip.place_of(y)
    assert strip.height_of(place) == pytest.approx(y, abs=1e-6)
    strip.set_zoom(after)
    # Between pages the gap does not grow with the zoom, so a place in it may belong to the next page.
    assert abs(strip.place_of(strip.height_of(place) + 1e-6)[0] - place[0]) <= 1


@given(SIZES, st.floats(0, 3_000))
def test_the_pages_in_sight_cover_the_view(sizes: list[tuple[float, float]], top: float) -> None:
    strip = PageStrip(sizes)
    pages = strip.between(top, top + 800)
    for number in range(1, len(sizes) + 1):
        shows = strip.top(number) < top + 800 and strip.top(number) + strip.size(number)[1] > top
        assert not shows or number in pages


def test_the_cache_forgets_the_least_used_first() -> None:
    cache = PageCache(limit=3 * 40_000)
    images = {page: QImage(100, 100, QImage.Format.Format_RGB32) for page in range(1, 5)}
    for page in (1, 2, 3):
        cache.put(ImageKey(1, page, 1.0), images[page])
    cache.get(ImageKey(1, 1, 1.0))
    cache.put(ImageKey(1, 4, 1.0), images[4])
    assert cache.get(ImageKey(1, 2, 1.0)) is None
    assert cache.get(ImageKey(1, 1, 1.0)) is not None
    assert cache.bytes == 120_000
    cache.forget(1)
    assert (len(cache), cache.bytes) == (0, 0)


class Asked:
    """Takes requests as the pipeline does, and keeps them."""

    def __init__(self) -> None:
        self.calls: list[tuple[int, int, float, int]] = []

    def __call__(self, document_id: int, page: int, scale: float, token: int) -> None:
        self.calls.append((document_id, page, scale, token))

    def answer(self, requests: ImageRequests, at: int = 0) -> None:
        document_id, page, scale, token = self.calls.pop(at)
        side = round(100 * scale)
        requests.take(Rendered(document_id, page, scale, token, side, side, side * 4, b"\xff" * (side * side * 4)))


def test_rough_images_come_before_sharp_ones_and_never_pile_up(qapp: QApplication) -> None:
    asked = Asked()
    requests = ImageRequests(asked, PageCache())

    requests.want(1, [7, 8], 2.0, sharp=True)
    assert [(page, scale) for _, page, scale, _ in asked.calls] == [(7, ROUGH), (8, ROUGH)]
    asked.answer(requests)
    assert [(page, scale) for _, page, scale, _ in asked.calls] == [(8, ROUGH), (7, 2.0)]
    requests.want(1, [300], 2.0, sharp=False)  # scrolled far away: 8 sharp is not wanted any more
    asked.answer(requests)
    asked.answer(requests)
    assert [(page, scale) for _, page, scale, _ in asked.calls] == [(300, ROUGH)]


def test_what_cannot_be_drawn_is_not_asked_for_again_until_there_is_a_new_worker(qapp: QApplication) -> None:
    asked = Asked()
    requests = ImageRequests(asked, PageCache())
    requests.want(1, [7], 2.0, sharp=False)
    token = asked.calls.pop()[3]
    requests.take_failure(RenderFailed(1, 7, token, "damaged"))
    requests.want(1, [7], 2.0, sharp=False)
    assert asked.calls == []
    requests.start_over()
    requests.want(1, [7], 2.0, sharp=False)
    assert len(asked.calls) == 1


def test_an_image_that_is_too_short_is_dropped(qapp: QApplication) -> None:
    asked = Asked()
    cache = PageCache()
    requests = ImageRequests(asked, cache)
    requests.want(1, [7], 2.0, sharp=False)
    requests.take(Rendered(1, 7, ROUGH, asked.calls[0][3], 50, 50, 200, b"short"))
    assert len(cache) == 0


def test_pixels_live_as_long_as_their_image(qapp: QApplication) -> None:
    asked = Asked()
    cache = PageCache()
    requests = ImageRequests(asked, cache)
    requests.want(1, [7], 2.0, sharp=False)
    requests.take(Rendered(1, 7, ROUGH, asked.calls[0][3], 300, 300, 1200, bytes([7, 8, 9, 255]) * 90_000))
    image = cache.nearest(1, 7, ROUGH)
    cache.forget(1)
    gc.collect()
    assert image is not None
    assert image.pixel(299, 299) == 0xFF090807


def test_a_stronger_mark_takes_the_place_of_a_weaker_one() -> None:
    span = Span(3, 0, 5)
    marks = by_page(
        [
            PageMark(span, MarkStrength.SELECTED),
            PageMark(span, MarkStrength.FACT),
            PageMark(Span(2, 0, 1), MarkStrength.FACT),
        ]
    )
    assert marks == {2: [PageMark(Span(2, 0, 1), MarkStrength.FACT)], 3: [PageMark(span, MarkStrength.SELECTED)]}


def test_the_wheel_with_control_zooms_where_the_pointer_is(window: MainWindow) -> None:
    select(window, "Operating income")
    view = window.pages.view
    spot = QPointF(200, 300)
    before = view.page_at(spot)
    assert before is not None

    event = QWheelEvent(
        spot, view.viewport().mapToGlobal(spot), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), event)

    after = view.page_at(spot)
    assert after is not None
    assert after[0] == before[0]
    assert after[2] == pytest.approx(before[2], abs=2)


def test_the_wheel_glides(qtbot: QtBot, window: MainWindow) -> None:
    view = window.pages.view
    spot = QPointF(200, 300)
    event = QWheelEvent(
        spot, view.viewport().mapToGlobal(spot), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), event)
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() == 120, timeout=2_000)
