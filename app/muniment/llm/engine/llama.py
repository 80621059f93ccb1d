"""llama.cpp through its C interface: tokens, batches of several sequences, next-token scores, cancel at any moment.

Must never raise through a C callback, write to
stdout or stderr, or keep what it was given beyond the cache that ``clear`` empties. Runs in a process that may be killed:
a model that passed the check of its header can still end it.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from muniment.errors import Cancelled, UserError
from muniment.llm.engine.llama_library import library
from muniment.llm.engine.token_tally import Tally

BATCH = 512
"""Tokens given to llama.cpp at once; progress is told after each."""
MICRO_BATCH = 256
"""Tokens computed at once: 64, 128, 256, 512 gave 675, 729, 809, 779 tokens a second, and a smaller one is sooner cancelled."""
OUTPUTS = 64
"""Scores asked for in one batch; memory is set aside for so many (262,144 tokens x 4 bytes each at most)."""

Scores = npt.NDArray[np.float32]
Cancel = Callable[[], bool]
Progress = Callable[[float], None]


def never() -> bool:
    """Nobody cancels."""
    return False


class TokenRun(NamedTuple):
    """Tokens to be evaluated.

    Attributes:
        tokens: In order.
        start: Position of the first one in its sequence.
        sequence: Number of the sequence, from 0.
        wanted: Indices into ``tokens`` after which the scores of the next token are wanted.
    """

    tokens: Sequence[int]
    start: int
    sequence: int
    wanted: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """How a model is run.

    Attributes:
        context: Tokens that all sequences together may hold.
        sequences: How many there may be.
        threads: Of the processor.
        gpu_layers: Layers to give to the graphics processor; halved until it works.
        adapter: A file of changes to the model's weights, whose header has been checked against the model's.
    """

    context: int
    sequences: int
    threads: int
    gpu_layers: int
    adapter: Path | None = None


class Engine:
    """A loaded model with its cache. Not safe for several threads, except that ``cancelled`` may look at anything.

    Attributes:
        context: Tokens that all sequences together may hold.
        sequences: How many there may be.
        gpu_layers: Layers that the graphics processor took.
        threads: Of the processor; another number holds from the next batch on, and may be set from any thread.
        vocabulary: Number of tokens that there are.
        tally: What it has spent.
    """

    def __init__(self, path: Path, options: EngineOptions, on_progress: Progress | None = None) -> None:
        """Load a model whose header has been checked.

        Raises:
            UserError: ``no-llama``, ``damaged-model``, ``unsupported-model``, ``memory``.
        """
        self.tally = Tally()
        self._library = library()
        self._api = self._library.api
        self._stop: BaseException | None = None
        self._cancelled: Cancel = never
        self._abort = self._api.ggml_abort_callback(self._is_to_abort)  # kept: C holds its address
        self._model: Any = None
        self._context: Any = None
        self.threads = options.threads
        for self.gpu_layers in halvings(options.gpu_layers):
            if self._start(path, options, on_progress):
                break
        else:
            raise _refusal((options.adapter or path).name, self._library.reason())
        self._vocabulary = self._api.llama_model_get_vocab(self._model)
        self.vocabulary = int(self._api.llama_vocab_n_tokens(self._vocabulary))
        self.context = int(self._api.llama_n_ctx(self._context))
        self.sequences = options.sequences
        self._memory = self._api.llama_get_memory(self._context)
        self._batch_size = int(self._api.llama_n_batch(self._context))  # less where the context is; more would abort
        self._batch = self._api.llama_batch_init(self._batch_size, 0, 1)

    def close(self) -> None:
        """Give everything back; nothing else may be called afterwards."""
        if self._model:
            self._api.llama_batch_free(self._batch)
            self._free()

    # tokens

    def tokens(self, text: str, *, special: bool) -> list[int]:
        """Text as tokens.

        Args:
            text: Any.
            special: Whether names of control tokens in it become those; never for the text of documents.
        """
        data = text.encode("utf-8", "replace")
        room = len(data) + 8
        buffer = (self._api.llama_token * room)()
        count = self._api.llama_tokenize(self._vocabulary, data, len(data), buffer, room, False, special)
        if count < 0:
            raise UserError("too-long", why="the text is too long for the model")
        return list(buffer[:count])

    def piece(self, token: int) -> bytes:
        """The text of a token, which may be part of a character; control tokens with their names.

        Args:
            token: Its number in the model's vocabulary.
        """
        for size in (64, 65_536):
            buffer = ctypes.create_string_buffer(size)
            count = self._api.llama_token_to_piece(self._vocabulary, token, buffer, size, 0, True)
            if count >= 0:
                return buffer.raw[:count]
        return b""

    def is_end(self, token: int) -> bool:
        """Whether it ends an answer.

        Args:
            token: Its number in the model's vocabulary.
        """
        return bool(self._api.llama_vocab_is_eog(self._vocabulary, token))

    def is_marker(self, token: int) -> bool:
        """Whether it is a control token, or one that the model's maker added and that is not only white space.

        Args:
            token: Its number in the model's vocabulary.
        """
        attributes = int(self._api.llama_vocab_get_attr(self._vocabulary, token))
        if attributes & self._api.LLAMA_TOKEN_ATTR_CONTROL:
            return True
        return bool(attributes & self._api.LLAMA_TOKEN_ATTR_USER_DEFINED) and bool(self.piece(token).strip())

    @property
    def first_token(self) -> int | None:
        """The token that starts every text, where the model wants one."""
        token = int(self._api.llama_vocab_bos(self._vocabulary))
        return token if token >= 0 and self._api.llama_vocab_get_add_bos(self._vocabulary) else None

    @property
    def end_token(self) -> int:
        """A token that ends an answer; -1 if there is none."""
        turn = int(self._api.llama_vocab_eot(self._vocabulary))
        return turn if turn >= 0 else int(self._api.llama_vocab_eos(self._vocabulary))

    @property
    def names(self) -> tuple[str, str]:
        """The names of the first and the last token, as chat templates want them; empty if there are none."""
        ids = (self._api.llama_vocab_bos(self._vocabulary), self._api.llama_vocab_eos(self._vocabulary))
        # where a file names none, llama.cpp answers with the number that is usual, which is some other token here
        first, last = (self.piece(i).decode("utf-8", "replace") if i >= 0 and self.is_marker(i) else "" for i in ids)
        return first, last

    @property
    def adds_space(self) -> bool:
        """Whether the tokeniser puts a space before each text that it is given."""
        spm = self._api.llama_vocab_type(self._vocabulary) == self._api.LLAMA_VOCAB_TYPE_SPM
        return spm and len(self.tokens("\n", special=False)) > 1

    # evaluation

    def decode(
        self, parts: Sequence[TokenRun], *, cancelled: Cancel = never, on_progress: Progress | None = None
    ) -> list[Scores]:
        """Evaluate tokens; they join what their sequences hold.

        The same parts in the same order give the same scores: they are cut into batches by their number only.

        Args:
            parts: Together no more than the context has room for.
            cancelled: Asked often, during a batch too, from threads of llama.cpp.
            on_progress: Told the share that is done, after each batch.

        Returns:
            For each wanted token, in order, a score for every token of the vocabulary.

        Raises:
            Cancelled: ``cancelled`` said so; the sequences then hold an unknown part: ``clear`` them.
            UserError: ``too-long`` if the context is full, ``unsupported-model`` if llama.cpp fails.
        """
        rows = [(t, p.start + i, p.sequence, i in p.wanted) for p in parts for i, t in enumerate(p.tokens)]
        scores: list[Scores] = []
        done = 0
        self._cancelled = cancelled
        try:
            for batch in _batches(rows, self._batch_size):
                self._check()
                scores += self._decode(batch)
                self.tally.evaluated += len(batch)
                done += len(batch)
                if on_progress is not None:
                    on_progress(done / len(rows))
        finally:
            self._cancelled = never
        return scores

    def copy(self, source: int, target: int) -> None:
        """Let a sequence hold what another one holds; shares its memory.

        Args:
            source: Number of the sequence that holds it.
            target: Number of the sequence that gets it.
        """
        self._api.llama_memory_seq_cp(self._memory, source, target, -1, -1)

    def remove(self, sequence: int) -> None:
        """Forget a sequence, wholly: every kind of model can do that, and not every one can forget only the end of it.

        Args:
            sequence: Its number, from 0.
        """
        self._api.llama_memory_seq_rm(self._memory, sequence, -1, -1)

    def clear(self, *, wipe: bool = True) -> None:
        """Forget all sequences.

        Args:
            wipe: Overwrite what was held, too; that takes as long as the context is large.
        """
        self._api.llama_memory_clear(self._memory, wipe)

    def state_size(self, sequence: int) -> int:
        """The bytes that ``state`` would give.

        Args:
            sequence: Its number, from 0.
        """
        return int(self._api.llama_state_seq_get_size(self._context, sequence))

    def state(self, sequence: int) -> bytearray:
        """What a sequence holds, to be put back later. It is document text in another form: never on a disk.

        Args:
            sequence: Its number, from 0.
        """
        data = bytearray(size := self.state_size(sequence))
        used = self._api.llama_state_seq_get_data(self._context, _bytes_of(data), size, sequence)
        del data[used:]
        return data

    def restore(self, state: bytearray, sequence: int) -> None:
        """Put back what ``state`` gave, into an empty sequence of the same model.

        Args:
            state: As ``state`` gave it.
            sequence: Number of the empty one, from 0.
        """
        if not self._api.llama_state_seq_set_data(self._context, _bytes_of(state), len(state), sequence):
            raise UserError("too-long", why="the context of the model is full")

    # within

    def _start(self, path: Path, options: EngineOptions, on_progress: Progress | None) -> bool:
        self._library.said.clear()
        params = self._api.llama_model_default_params()
        params.n_gpu_layers = self.gpu_layers
        params.load_mode = self._api.LLAMA_LOAD_MODE_MMAP
        report = self._api.llama_progress_callback(lambda share, _: self._is_to_go_on(on_progress, share))
        params.progress_callback = report
        self._model = self._api.llama_model_load_from_file(os.fsencode(path), params)
        self._raise_stop()
        if self._model:
            self._context = self._api.llama_init_from_model(self._model, self._context_params(options))
        if self._context and options.adapter and not self._adapt(options.adapter):
            self._api.llama_free(self._context)
            self._context = None
        if not self._context:
            self._free()
        return bool(self._context)

    def _adapt(self, path: Path) -> bool:
        """Have an adapter take part; it lives as long as the model."""
        adapter = self._api.llama_adapter_lora_init(self._model, os.fsencode(path))
        if not adapter:
            return False
        adapters, scales = (self._api.llama_adapter_lora_p_ctypes * 1)(adapter), (ctypes.c_float * 1)(1.0)
        return int(self._api.llama_set_adapters_lora(self._context, adapters, 1, scales)) == 0

    def _context_params(self, options: EngineOptions) -> Any:
        params = self._api.llama_context_default_params()
        params.n_ctx, params.n_seq_max = options.context, options.sequences
        params.n_batch, params.n_ubatch = BATCH, MICRO_BATCH
        params.n_outputs_max = OUTPUTS
        params.n_threads = params.n_threads_batch = options.threads
        params.flash_attn_type = self._api.LLAMA_FLASH_ATTN_TYPE_AUTO
        params.type_k = params.type_v = self._api.GGML_TYPE_F16
        params.kv_unified = True  # sequences share the cells of what they have in common
        params.swa_full = True  # else sequences of models with a sliding window cannot be copied
        params.abort_callback = self._abort
        return params

    def _free(self) -> None:
        if self._context:
            self._api.llama_free(self._context)
        if self._model:
            self._api.llama_model_free(self._model)
        self._context = self._model = None

    def _decode(self, rows: Sequence[tuple[int, int, int, bool]]) -> list[Scores]:
        batch, threads = self._batch, max(self.threads, 1)
        if threads != self._api.llama_n_threads(self._context):
            self._api.llama_set_n_threads(self._context, threads, threads)
        for i, (token, position, sequence, is_wanted) in enumerate(rows):
            batch.token[i], batch.pos[i], batch.logits[i] = token, position, is_wanted
            batch.n_seq_id[i], batch.seq_id[i][0] = 1, sequence
        batch.n_tokens = len(rows)
        result = self._api.llama_decode(self._context, batch)
        self._raise_stop()
        if result == 1:
            raise UserError("too-long", why="the text is longer than the model can read at once")
        if result != 0:
            raise UserError("unsupported-model", why="it could not be computed with")
        return [self._scores(i) for i, row in enumerate(rows) if row[3]]

    def _scores(self, index: int) -> Scores:
        pointer = self._api.llama_get_logits_ith(self._context, index)
        return np.ctypeslib.as_array(pointer, (self.vocabulary,)).copy()  # the next batch overwrites it

    def _is_to_abort(self, _data: object = None) -> bool:
        try:
            if self._stop is None and self._cancelled():
                self._stop = Cancelled()
        except BaseException as error:  # noqa: BLE001 - nothing may be raised through C; raised again after it
            self._stop = error
        return self._stop is not None

    def _is_to_go_on(self, on_progress: Progress | None, share: float) -> bool:
        try:
            if on_progress is not None:
                on_progress(share)
        except BaseException as error:  # noqa: BLE001 - nothing may be raised through C; raised again after it
            self._stop = error
        return self._stop is None

    def _check(self) -> None:
        self._is_to_abort()
        self._raise_stop()

    def _raise_stop(self) -> None:
        stop, self._stop = self._stop, None
        if stop is not None:
            raise stop


def halvings(layers: int) -> Iterator[int]:
    """Layers to be tried, one after the other: half as many until there are none.

    Args:
        layers: To begin with; 0 is tried once.
    """
    yield layers
    while layers:
        yield (layers := layers // 2)


def _batches(rows: Sequence[tuple[int, int, int, bool]], most: int) -> Iterator[Sequence[tuple[int, int, int, bool]]]:
    """Cut so that a batch has at most ``most`` tokens and ``OUTPUTS`` wanted ones."""
    start = outputs = 0
    for i, row in enumerate(rows):
        if i - start == most or (row[3] and outputs == OUTPUTS):
            yield rows[start:i]
            start, outputs = i, 0
        outputs += row[3]
    if start < len(rows):
        yield rows[start:]


def _bytes_of(data: bytearray) -> Any:
    return (ctypes.c_uint8 * len(data)).from_buffer(data)


def _refusal(name: str, reason: str) -> UserError:
    """Why llama.cpp refused a model; its own words are for the log."""
    if "alloc" in reason or "memory" in reason:
        return UserError("memory", name=name)
    if "unknown" in reason or "unsupported" in reason or "not supported" in reason:
        return UserError("unsupported-model", name=name, why=reason)
    return UserError("damaged-model", name=name, why=reason)
