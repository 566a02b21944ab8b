"""The network as an ONNX graph for run time, built node by node from the trained weights.

Several sentences are read in one run: rows of S places, each place a word piece, several sentences in a row, and no piece sees
beyond its sentence. The places of all rows lie together: place 0 of every row, then place 1 …

Built by hand because what a tracer writes runs twice as long: queries, keys and values as products of their own need no
splitting; a layer's norm is an `Add` and a `LayerNormalization` (the fused operator of ONNX Runtime 1.31 is ten times slower
on a processor); heads that look at the same vectors are one product; each word's label and each trigger's roles are worked
out in a second small graph, for the arcs and words that were chosen, instead of for every pair of words.

Shapes: R rows of S places, N = R·S, W words, T trigger and cue words, C sentences, H = 384.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from training.encoder.data import ROLES
from training.encoder.model import HEADS, LAYERS, ROLE, WIDTH

Floats = NDArray[np.float32]
Weights = Mapping[str, Floats]
OURS = "com.microsoft"
"""The domain of ONNX Runtime's own operators."""
OPSET = 20
ACROSS = -1e4
"""Added to the attention between pieces of different sentences."""
SHIFT = 0.7
"""How far the size of a channel is moved into the weights, 0 to 1. Nearest to the network in floats, of 0, 0.5 and 0.7."""
LOUD = 7.0
"""A unit between a layer's two products that reaches this is kept in floats: from one to four of 1,536 in four of the layers."""
SYNTAX = ("xpos", "upos", "lemmas", "label_word", "label_head", "arc_word", "arc_head")
NAMES = ("four", "eight", "references")
MEANING = ("cue", "trigger", "status", "role_word", "role_word_alone")


def balanced(weights: Weights, most: Mapping[str, Floats]) -> dict[str, Floats]:
    """Weights that give the same results with inputs of the products that are easier to hold in 8 bits.

    A few channels of a norm's output, and of what the attention gives, are many times as large as the others and would
    leave these few steps. What is taken from a channel on the way in is given back by the weights that meet it (Xiao et
    al. 2023, SmoothQuant). `most`: by product, the greatest size of each channel of its input.
    """
    out = {k: np.asarray(v, np.float32) for k, v in weights.items()}
    norms = ["norm", *(f"layers.{n}.norm_2" for n in range(LAYERS - 1))]
    pairs = [(norm, f"layers.{n}.query_key_value") for n, norm in enumerate(norms)]
    pairs += [(f"layers.{n}.norm_1", f"layers.{n}.up") for n in range(LAYERS)]
    for norm, product in pairs:
        factor = _factor(most[product], out[f"{product}.weight"])
        out[f"{norm}.factor"] = factor
        out[f"{norm}.weight"], out[f"{norm}.bias"] = out[f"{norm}.weight"] / factor, out[f"{norm}.bias"] / factor
        out[f"{product}.weight"] = out[f"{product}.weight"] * factor
    for n in range(LAYERS):
        into, product = f"layers.{n}.query_key_value", f"layers.{n}.out"
        factor = _factor(most[product], out[f"{product}.weight"])
        all_three = np.concatenate([np.ones(2 * WIDTH, np.float32), factor])
        out[f"{into}.weight"], out[f"{into}.bias"] = out[f"{into}.weight"] / all_three[:, None], out[f"{into}.bias"] / all_three
        out[f"{product}.weight"] = out[f"{product}.weight"] * factor
    return out


def parted(weights: Weights, most: Mapping[str, Floats]) -> dict[str, Floats]:
    """Weights in which a layer's loud units are apart, to be reckoned in floats.

    In some layers one unit or two of 1,536 say 20 where others say 3; steps over such a range were most of what 8 bits cost.
    """
    out = dict(weights)
    for n in range(LAYERS):
        at = f"layers.{n}."
        loud = most[f"{at}down"] > LOUD
        if not loud.any():
            continue
        out[f"{at}loud.in"] = out[f"{at}up.weight"][loud].T
        out[f"{at}loud.bias"] = out[f"{at}up.bias"][loud]
        out[f"{at}loud.out"] = out[f"{at}down.weight"][:, loud].T
        for key in (f"{at}up.weight", f"{at}up.bias"):
            out[key] = np.where(loud.reshape(-1, *[1] * (out[key].ndim - 1)), np.float32(0), out[key])
    return out


def _factor(most: Floats, weight: Floats) -> Floats:
    """How much smaller each input channel becomes: the root of its size, and of how little its weights leave room."""
    factor = (most / most.mean()) ** SHIFT / (np.abs(weight).max(0) / np.abs(weight).max()) ** (1 - SHIFT)
    return np.asarray(factor / np.exp(np.log(factor).mean()), np.float32)


class Graph:
    """Nodes and constants in the making; `add` returns the name of what a node puts out."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}
        self._named = 0

    def add(self, op: str, *inputs: str, to: str = "", domain: str = "", **settings: object) -> str:
        """One node with one output."""
        self._named += 1
        out = to or f"{op.lower()}_{self._named}"
        self.nodes.append(helper.make_node(op, list(inputs), [out], domain=domain, **settings))
        return out

    def split(self, what: str, sizes: Iterable[int], to: Iterable[str]) -> None:
        """Cuts the columns of `what`."""
        self.nodes.append(helper.make_node("Split", [what, self.constant(np.array(list(sizes), np.int64))], list(to), axis=1))

    def constant(self, value: NDArray[np.generic] | np.generic, name: str = "") -> str:
        """A value of the graph's own."""
        name = name or f"value_{len(self.constants)}"
        self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(value).reshape(np.shape(value)), name)
        return name

    def model(self, inputs: Mapping[str, tuple[int, tuple[object, ...]]], outputs: Iterable[str]) -> onnx.ModelProto:
        """The finished graph; inputs by name with type and shape."""
        graph = helper.make_graph(
            self.nodes,
            "encoder",
            [helper.make_tensor_value_info(n, kind, shape) for n, (kind, shape) in inputs.items()],
            [helper.make_empty_tensor_value_info(n) for n in outputs],
            list(self.constants.values()),
        )
        versions = [helper.make_opsetid("", OPSET), helper.make_opsetid(OURS, 1)]
        return helper.make_model(graph, opset_imports=versions, ir_version=9)


class Layers:
    """The products of the transformer's layers in 8-bit integers, or in floats where no `ranges` are given.

    `ranges`: by product, the least and greatest number that its input is taken to hold. They are fixed, so what a piece
    comes to does not depend on what else is in the run. `seen` names the inputs, to measure those ranges.
    """

    def __init__(self, graph: Graph, weights: Weights, ranges: Mapping[str, tuple[float, float]] | None) -> None:
        self.graph, self.weights, self.ranges = graph, weights, ranges
        self.seen: dict[str, str] = {}

    def products(self, name: str, x: str, parts: int = 1) -> list[str]:
        """`x` (N×…) times the weights called `name`, plus their bias; the columns cut in that many equal parts."""
        g, w, b = self.graph, self.weights[f"{name}.weight"].T, self.weights[f"{name}.bias"]
        self.seen[name] = x
        pieces = list(zip(np.split(w, parts, axis=1), np.split(b, parts), strict=True))
        if self.ranges is None:
            return [g.add("Gemm", x, g.constant(w), g.constant(b)) for w, b in pieces]
        scale, zero = _scale(self.ranges[name])
        a_scale, a_zero = g.constant(np.float32(scale)), g.constant(np.uint8(zero))
        whole = g.add("QuantizeLinear", x, a_scale, a_zero)
        return [self._product(whole, a_scale, a_zero, w, b) for w, b in pieces]

    def _product(self, x: str, a_scale: str, a_zero: str, w: Floats, b: Floats) -> str:
        g = self.graph
        scales = np.maximum(np.abs(w).max(0) / 127, np.float32(1e-6)).astype(np.float32)
        rounded = np.clip(np.round(w / scales), -127, 127).astype(np.int8)
        step = numpy_helper.to_array(g.constants[a_scale]) * scales
        return g.add(
            "QGemm",
            x,
            a_scale,
            a_zero,
            g.constant(rounded),
            g.constant(scales),
            g.constant(np.zeros(len(scales), np.int8)),
            g.constant(np.round(b / step).astype(np.int32)),
            domain=OURS,
        )


def _scale(span: tuple[float, float]) -> tuple[float, int]:
    """Step and zero point of an unsigned 8-bit number over that span."""
    low, high = min(span[0], 0.0), max(span[1], 0.0)
    scale = (high - low) / 255
    return scale, round(-low / scale)


def reader(weights: Weights, ranges: Mapping[str, tuple[float, float]] | None) -> tuple[onnx.ModelProto, dict[str, str]]:
    """The graph of the bare pass, and the names of the products' inputs.

    In: `pieces`, `case`, `place` (place in the sentence), `sentence` (S×R; a number for each sentence of the row, one more for
    empty places), `first` and `last` (W) and `whole` (C): places, counted through S×R, of each word's first and last piece
    and of each sentence's beginning.

    Out: `tags` (3×W, classes of xpos, upos, lemmas), `arcs` (W×(W+1), raw; column 0 the root; only words of one sentence mean
    anything to each other), `label_word` (W×L), `label_head` ((1+W)×L), `four`, `eight`, `references` (W×classes, raw), `cue`,
    `trigger`, `status` (W×classes, logarithms), `type` (C×types, logarithms), `meaning` (W×H), `role_word` (W×roles·ROLE),
    `role_word_alone` (W×roles).
    """
    g = Graph()
    layers = Layers(g, weights, ranges)
    x, outs = _embedded(g, weights, quantised=ranges is not None), []
    apart, by_head, by_place = _attention_shapes(g)
    before = "norm"
    flat = g.constant(np.array([-1, WIDTH], np.int64))
    for n in range(LAYERS):
        at = f"layers.{n}."
        q, k, v = (g.add("Reshape", part, by_head) for part in layers.products(at + "query_key_value", x, 3))
        # Heads and rows lie between the places and the numbers; these products step over them, so nothing is copied.
        scores = g.add("FusedMatMul", q, k, domain=OURS, transBatchA=1, transBatchB=1, transB=1, alpha=(WIDTH // HEADS) ** -0.5)
        shares = g.add("Softmax", g.add("Add", g.add("Reshape", scores, by_place), apart), axis=-1)
        mixed = g.add("FusedMatMul", g.add("Reshape", shares, g.add("Shape", scores)), v, domain=OURS, transBatchB=1)
        (out,) = layers.products(at + "out", g.add("Reshape", g.add("Transpose", mixed, perm=[1, 0, 2]), flat))
        x = _norm(g, weights, at + "norm_1", g.add("Add", _restored(g, weights, x, before), out))
        (up,) = layers.products(at + "up", x)
        (down,) = layers.products(at + "down", g.add("Gelu", up, domain=OURS))
        down = _loud(g, weights, at, x, down)
        x = _norm(g, weights, at + "norm_2", g.add("Add", _restored(g, weights, x, at + "norm_1"), down))
        before = at + "norm_2"
        outs.append(x)
    syntax, names, meaning = _words(g, weights, outs)
    _syntax(g, weights, syntax)
    _heads(g, weights, names, NAMES, ())
    _heads(g, weights, meaning, MEANING, ("cue", "trigger", "status"))
    kind = g.add("Gemm", g.add("Gather", x, "whole"), *_weight(g, weights, ("kind",)))
    g.add("LogSoftmax", kind, to="type", axis=-1)
    g.add("Identity", meaning, to="meaning")
    places = (TensorProto.INT32, ("s", "r"))
    words = (TensorProto.INT32, ("w",))
    inputs = dict.fromkeys(("pieces", "case", "place", "sentence"), places) | dict.fromkeys(("first", "last"), words)
    inputs["whole"] = (TensorProto.INT32, ("c",))
    outputs = ("tags", "arcs", "label_word", "label_head", *NAMES, *MEANING, "type", "meaning")
    return g.model(inputs, outputs), layers.seen


def _attention_shapes(g: Graph) -> tuple[str, str, str]:
    """What parts the sentences (R×1×S×S, added to the scores), and the shapes S×(R·heads)×… and R×heads×S×S."""
    shape = g.add("Shape", "sentence")
    places, rows = (g.add("Slice", shape, *(g.constant(np.array([v], np.int64)) for v in (i, i + 1))) for i in (0, 1))
    rest, heads = (g.constant(np.array([v], np.int64)) for v in (-1, HEADS))
    width = g.constant(np.array([WIDTH // HEADS], np.int64))
    across = g.add("Transpose", "sentence", perm=[1, 0])
    same = g.add("Equal", g.add("Unsqueeze", across, _axes(g, 1, 3)), g.add("Unsqueeze", across, _axes(g, 1, 2)))
    apart = g.add("Where", same, g.constant(np.float32(0)), g.constant(np.float32(ACROSS)))
    return (
        apart,
        g.add("Concat", places, rest, width, axis=0),
        g.add("Concat", rows, heads, places, places, axis=0),
    )


def chooser(weights: Weights) -> onnx.ModelProto:
    """The graph of what is asked of chosen words only.

    In: `label_word`, `label_head` (W×L, of each word and of its head), `triggers` (T×H, meaning of trigger and cue words),
    `role_word` (W×roles·ROLE), `role_word_alone` (W×roles). Out: `labels` (W classes), `roles` (T×W×roles, probabilities).
    """
    g = Graph()
    bent = g.add("Gelu", g.add("Add", "label_word", "label_head"), domain=OURS)
    g.add("ArgMax", g.add("Gemm", bent, *_weight(g, weights, ("label",))), to="labels", axis=1, keepdims=0)
    shape = g.constant(np.array([-1, len(ROLES), ROLE], np.int64))
    w, b = (weights[f"role_trigger.{k}"] * ROLE**-0.5 for k in ("weight", "bias"))
    asked = g.add("Reshape", g.add("Gemm", "triggers", g.constant(w.T), g.constant(b)), shape)
    asked = g.add("Transpose", asked, perm=[1, 0, 2])
    offered = g.add("Transpose", g.add("Reshape", "role_word", shape), perm=[1, 2, 0])
    scores = g.add("Transpose", g.add("MatMul", asked, offered), perm=[1, 2, 0])
    alone = g.add("Gemm", "triggers", *_weight(g, weights, ("role_trigger_alone",)))
    scores = g.add("Add", scores, g.add("Unsqueeze", alone, _axes(g, 1)))
    scores = g.add("Add", scores, g.add("Unsqueeze", "role_word_alone", _axes(g, 0)))
    g.add("Sigmoid", scores, to="roles")
    floats = TensorProto.FLOAT
    label, roles = weights["label.weight"].shape[1], len(ROLES)
    inputs: dict[str, tuple[int, tuple[object, ...]]] = {
        "label_word": (floats, ("w", label)),
        "label_head": (floats, ("w", label)),
        "triggers": (floats, ("t", WIDTH)),
        "role_word": (floats, ("v", roles * ROLE)),
        "role_word_alone": (floats, ("v", roles)),
    }
    return g.model(inputs, ("labels", "roles"))


def _embedded(g: Graph, weights: Weights, *, quantised: bool) -> str:
    """N×H: the sum of the pieces', the places' and the letter cases' vectors, normed. The pieces' table is kept in 8 bits."""
    flat = [g.add("Reshape", name, g.constant(np.array([-1], np.int64))) for name in ("pieces", "place", "case")]
    table = weights["words.weight"]
    if quantised:
        scale, zero = _scale((float(table.min()), float(table.max())))
        rounded = np.clip(np.round(table / np.float32(scale)) + zero, 0, 255).astype(np.uint8)
        chosen = g.add("Gather", g.constant(rounded, "words"), flat[0])
        word = g.add("DequantizeLinear", chosen, g.constant(np.float32(scale)), g.constant(np.uint8(zero)))
    else:
        word = g.add("Gather", g.constant(table, "words"), flat[0])
    place = g.add("Gather", g.constant(weights["places.weight"]), flat[1])
    case = g.add("Gather", g.constant(weights["case.weight"]), flat[2])
    return _norm(g, weights, "norm", g.add("Add", g.add("Add", word, place), case))


def _norm(g: Graph, weights: Weights, name: str, x: str) -> str:
    scale, bias = (g.constant(weights[f"{name}.{k}"]) for k in ("weight", "bias"))
    return g.add("LayerNormalization", x, scale, bias, axis=-1, epsilon=1e-12)


def _loud(g: Graph, weights: Weights, at: str, x: str, down: str) -> str:
    """The layer's sum with what its few loud units add, which are kept in floats."""
    if f"{at}loud.in" not in weights:
        return down
    said = g.add("Gemm", x, *(g.constant(weights[f"{at}loud.{k}"]) for k in ("in", "bias")))
    return g.add("Gemm", g.add("Gelu", said, domain=OURS), g.constant(weights[f"{at}loud.out"]), down)


def _restored(g: Graph, weights: Weights, x: str, norm: str) -> str:
    """A norm's output at its own size again, where `balanced` made some of its channels smaller."""
    factor = weights.get(f"{norm}.factor")
    return x if factor is None else g.add("Mul", x, g.constant(factor))


def _words(g: Graph, weights: Weights, outs: list[str]) -> list[str]:
    """W×H for syntax, names and meaning: each group's mix of the layers, the mean of the word's first and last piece."""
    shares = [_shares(weights, name) / 2 for name in ("syntax", "names", "meaning")]
    out = []
    for share in shares:
        factors = [np.float32(s) * weights.get(f"layers.{n}.norm_2.factor", np.float32(1)) for n, s in enumerate(share)]
        mixed = g.add("Sum", *(g.add("Mul", x, g.constant(np.asarray(f))) for x, f in zip(outs, factors, strict=True)))
        out.append(g.add("Add", g.add("Gather", mixed, "first"), g.add("Gather", mixed, "last")))
    return out


def _shares(weights: Weights, name: str) -> Floats:
    raised = np.exp(weights[f"{name}.weights"] - weights[f"{name}.weights"].max())
    return np.asarray(raised / raised.sum() * weights[f"{name}.scale"], np.float32)


def _weight(g: Graph, weights: Weights, names: Iterable[str]) -> tuple[str, str]:
    """The weights (in×out) and biases of these heads, side by side."""
    names = list(names)
    return (
        g.constant(np.concatenate([weights[f"{n}.weight"] for n in names]).T),
        g.constant(np.concatenate([weights[f"{n}.bias"] for n in names])),
    )


def _heads(g: Graph, weights: Weights, x: str, names: tuple[str, ...], logarithms: tuple[str, ...]) -> None:
    """One product for all these heads, cut into their outputs."""
    scores = g.add("Gemm", x, *_weight(g, weights, names))
    to = [f"{n}_raw" if n in logarithms else n for n in names]
    g.split(scores, (len(weights[f"{n}.bias"]) for n in names), to)
    for n in logarithms:
        g.add("LogSoftmax", f"{n}_raw", to=n, axis=-1)


def _syntax(g: Graph, weights: Weights, words: str) -> None:
    to = {"label_head": "label_heads"}
    scores = g.add("Gemm", words, *_weight(g, weights, SYNTAX))
    g.split(
        scores,
        (len(weights[f"{n}.bias"]) for n in SYNTAX),
        [to.get(n, f"{n}_raw" if n not in ("label_word",) else n) for n in SYNTAX],
    )
    tags = [g.add("ArgMax", f"{n}_raw", axis=1, keepdims=0) for n in ("xpos", "upos", "lemmas")]
    g.add("Concat", *(g.add("Unsqueeze", t, _axes(g, 0)) for t in tags), to="tags", axis=0)
    root = weights["root"].reshape(1, WIDTH)
    g.add(
        "Concat",
        g.constant(root @ weights["label_head.weight"].T + weights["label_head.bias"]),
        "label_heads",
        to="label_head",
        axis=0,
    )
    arc_root = g.constant(root @ weights["arc_head.weight"].T + weights["arc_head.bias"])
    heads = g.add("Gelu", g.add("Concat", arc_root, "arc_head_raw", axis=0), domain=OURS)
    # The last row of the arcs' matrix is each head's own weight: a bias.
    arc = weights["arc"]
    bent = g.add("Gemm", g.add("Gelu", "arc_word_raw", domain=OURS), g.constant(arc[:-1]), g.constant(arc[-1]))
    g.add("Gemm", bent, heads, to="arcs", transB=1)


def _axes(g: Graph, *axes: int) -> str:
    return g.constant(np.array(axes, np.int64))
