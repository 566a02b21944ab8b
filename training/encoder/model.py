"""The network: a 6-layer BERT over word pieces with letter case, and one head for each thing that a sentence is asked.

Shapes: B sentences, P pieces, W words, H = 384. Every head looks at words (the mean of a word's first and last piece), each
group of heads through its own mix of the layers (Peters et al. 2018): syntax is found lower than meaning.
Arcs and labels: deep biaffine attention (Dozat & Manning 2017). Roles: for each trigger or cue word and each word, is it in
that role? So nested and broken spans need no special form.
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy
import torch
from torch import Tensor, nn
from torch.nn import functional

from attache.language.en.encoder.pieces import CASES
from training.encoder.data import ROLES
from training.encoder.labels import Labels

WIDTH = 384
HEADS = 12
LAYERS = 6
ARC = 320
LABEL = 128
ROLE = 64


@dataclass(frozen=True, slots=True)
class Sizes:
    """Numbers of classes of the heads."""

    pieces: int
    xpos: int
    upos: int
    lemmas: int
    labels: int
    four: int
    eight: int
    references: int
    triggers: int
    status: int
    types: int

    @classmethod
    def of(cls, labels: Labels, pieces: int) -> Sizes:
        """The sizes for these classes and a vocabulary of this many pieces."""
        return cls(
            pieces,
            len(labels.xpos),
            len(labels.upos),
            len(labels.lemmas),
            len(labels.deps),
            len(labels.four),
            len(labels.eight),
            len(labels.references),
            len(labels.triggers),
            len(labels.status),
            len(labels.types),
        )


class Layer(nn.Module):
    """One transformer layer, post-norm as in BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.query_key_value = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm_1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, 4 * WIDTH)
        self.down = nn.Linear(4 * WIDTH, WIDTH)
        self.norm_2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, blocked: Tensor) -> Tensor:
        """x: B×P×H; blocked: B×1×1×P, 0 for pieces and a large negative number for padding."""
        b, p = x.shape[0], x.shape[1]
        parts = self.query_key_value(x).view(b, p, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        q, k, v = parts[0], parts[1], parts[2]
        weights = torch.softmax(q @ k.transpose(-1, -2) * (WIDTH // HEADS) ** -0.5 + blocked, -1)
        mixed = (self.drop(weights) @ v).transpose(1, 2).reshape(b, p, WIDTH)
        x = self.norm_1(x + self.drop(self.out(mixed)))
        return self.norm_2(x + self.drop(self.down(functional.gelu(self.up(x)))))


class Mix(nn.Module):
    """A weighted mean of the layers' outputs."""

    def __init__(self) -> None:
        super().__init__()
        self.weights = nn.Parameter(torch.tensor([0.0] * (LAYERS - 1) + [1.5]))
        self.scale = nn.Parameter(torch.ones(1))

    def forward(self, layers: list[Tensor]) -> Tensor:
        shares = torch.softmax(self.weights, 0)
        return self.scale * sum((shares[i] * layer for i, layer in enumerate(layers)), torch.zeros(()))


class Encoder(nn.Module):
    """Pieces in, scores of every head out."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.words = nn.Embedding(sizes.pieces, WIDTH)
        self.places = nn.Embedding(512, WIDTH)
        self.case = nn.Embedding(CASES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.drop = nn.Dropout(0.1)
        self.strong_drop = nn.Dropout(0.33)
        self.syntax, self.names, self.meaning = Mix(), Mix(), Mix()
        self.root = nn.Parameter(torch.zeros(1, 1, WIDTH))
        self.xpos = nn.Linear(WIDTH, sizes.xpos)
        self.upos = nn.Linear(WIDTH, sizes.upos)
        self.lemmas = nn.Linear(WIDTH, sizes.lemmas)
        self.arc_word = nn.Linear(WIDTH, ARC)
        self.arc_head = nn.Linear(WIDTH, ARC)
        self.arc = nn.Parameter(torch.zeros(ARC + 1, ARC))
        self.label_word = nn.Linear(WIDTH, LABEL)
        self.label_head = nn.Linear(WIDTH, LABEL)
        self.label = nn.Linear(LABEL, sizes.labels)
        self.four = nn.Linear(WIDTH, sizes.four)
        self.eight = nn.Linear(WIDTH, sizes.eight)
        self.references = nn.Linear(WIDTH, sizes.references)
        self.cue = nn.Linear(WIDTH, 3)
        self.trigger = nn.Linear(WIDTH, sizes.triggers)
        self.status = nn.Linear(WIDTH, sizes.status)
        self.kind = nn.Linear(WIDTH, sizes.types)
        self.role_trigger = nn.Linear(WIDTH, len(ROLES) * ROLE)
        self.role_word = nn.Linear(WIDTH, len(ROLES) * ROLE)
        self.role_trigger_alone = nn.Linear(WIDTH, len(ROLES))
        self.role_word_alone = nn.Linear(WIDTH, len(ROLES))
        nn.init.zeros_(self.case.weight)
        nn.init.xavier_uniform_(self.arc)

    def word_vectors(
        self, pieces: Tensor, case: Tensor, first: Tensor, last: Tensor, masked: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Vectors of words for syntax, names and meaning (B×W×H each), and of the sentence (B×H).

        pieces, case: B×P; first, last: B×W piece places; masked: B×P, 1 for padding.
        """
        place = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.drop(self.norm(self.words(pieces) + self.places(place) + self.case(case)))
        blocked = masked[:, None, None, :].to(x.dtype) * -1e4
        outs = []
        for layer in self.layers:
            x = layer(x, blocked)
            outs.append(x)
        out = []
        for mix in (self.syntax, self.names, self.meaning):
            mixed = mix(outs)
            a = mixed.gather(1, first[:, :, None].expand(-1, -1, WIDTH))
            b = mixed.gather(1, last[:, :, None].expand(-1, -1, WIDTH))
            out.append((a + b) * 0.5)
        return out[0], out[1], out[2], x[:, 0]

    def arcs(self, words: Tensor) -> Tensor:
        """B×W×(W+1): score of each head for each word; head 0 is the root."""
        heads = torch.cat([self.root.expand(words.shape[0], -1, -1), words], 1)
        w = self.strong_drop(functional.gelu(self.arc_word(words)))
        h = self.strong_drop(functional.gelu(self.arc_head(heads)))
        w = torch.cat([w, torch.ones_like(w[:, :, :1])], 2)
        return (w @ self.arc) @ h.transpose(1, 2)

    def label_parts(self, words: Tensor) -> tuple[Tensor, Tensor]:
        """B×W×L of the word's part and B×(W+1)×L of the head's; the label's scores are those of the bent sum of both."""
        heads = torch.cat([self.root.expand(words.shape[0], -1, -1), words], 1)
        return self.label_word(words), self.label_head(heads)

    def label_scores(self, word: Tensor, head: Tensor) -> Tensor:
        """…×labels from …×L of both."""
        return self.label(self.strong_drop(functional.gelu(word + head)))

    def roles(self, words: Tensor, triggers: Tensor) -> Tensor:
        """B×T×W×roles from words B×W×H and trigger words' vectors B×T×H."""
        b, t, w = words.shape[0], triggers.shape[1], words.shape[1]
        q = self.role_trigger(triggers).view(b, t, len(ROLES), ROLE).transpose(1, 2)
        k = self.role_word(words).view(b, w, len(ROLES), ROLE).transpose(1, 2)
        scores = (q @ k.transpose(-1, -2)) * ROLE**-0.5
        return (
            scores.permute(0, 2, 3, 1)
            + self.role_trigger_alone(triggers)[:, :, None, :]
            + self.role_word_alone(words)[:, None, :, :]
        )


def start_from(base: Path, model: Encoder) -> None:
    """Puts the weights of a BERT in Hugging Face's safetensors form into the model's embeddings and layers."""
    data = (base / "model.safetensors").read_bytes()
    (size,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + size])

    def tensor(name: str) -> Tensor:
        entry = header[name]
        if entry["dtype"] != "F32":
            raise ValueError(f"{base}: {name} is {entry['dtype']}; 32-bit floats are expected")
        start, end = entry["data_offsets"]
        flat = numpy.frombuffer(data[8 + size + start : 8 + size + end], dtype="<f4")
        return torch.from_numpy(flat.reshape(entry["shape"]).copy())

    with torch.no_grad():
        model.words.weight.copy_(tensor("embeddings.word_embeddings.weight"))
        kind = tensor("embeddings.token_type_embeddings.weight")[0]
        model.places.weight.copy_(tensor("embeddings.position_embeddings.weight") + kind)
        model.norm.weight.copy_(tensor("embeddings.LayerNorm.weight"))
        model.norm.bias.copy_(tensor("embeddings.LayerNorm.bias"))
        for n, layer in enumerate(model.layers):
            assert isinstance(layer, Layer)
            at = f"encoder.layer.{n}."
            for part in ("weight", "bias"):
                three = [tensor(f"{at}attention.self.{k}.{part}") for k in ("query", "key", "value")]
                getattr(layer.query_key_value, part).copy_(torch.cat(three))
                getattr(layer.out, part).copy_(tensor(f"{at}attention.output.dense.{part}"))
                getattr(layer.norm_1, part).copy_(tensor(f"{at}attention.output.LayerNorm.{part}"))
                getattr(layer.up, part).copy_(tensor(f"{at}intermediate.dense.{part}"))
                getattr(layer.down, part).copy_(tensor(f"{at}output.dense.{part}"))
                getattr(layer.norm_2, part).copy_(tensor(f"{at}output.LayerNorm.{part}"))
