"""Trained weights to the file that ships: ONNX, one sentence a pass, the layers' products in 8-bit integers.

The product needs no torch. One sentence a pass, without padding, makes results independent of what else is read with it.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.encoder.labels import Labels
from training.encoder.model import Encoder

OUTPUTS = ("xpos", "upos", "lemmas", "arcs", "labels", "four", "eight", "references", "cue", "trigger", "status", "type", "roles")


class OneSentence(nn.Module):
    """The encoder for one sentence: pieces and case (P,), first and last piece of each word (W,) in, `OUTPUTS` out.

    Classes (argmax) for tags, lemma rules (W,) and labels (W, W+1); log-probabilities for names, cues, triggers, status
    (W, classes) and the sentence's type (classes,); raw scores for arcs (W, W+1); probabilities for roles (W, W, roles).
    """

    def __init__(self, model: Encoder) -> None:
        super().__init__()
        self.model = model

    def forward(self, pieces: Tensor, case: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, ...]:
        m = self.model
        syntax, names, meaning, whole = m.word_vectors(
            pieces[None], case[None], first[None], last[None], torch.zeros_like(pieces)[None]
        )
        word, head = m.label_parts(syntax)
        labels = m.label_scores(word[:, :, None, :], head[:, None, :, :]).argmax(-1)
        scored = [m.four(names), m.eight(names), m.references(names), m.cue(meaning), m.trigger(meaning), m.status(meaning)]
        return (
            m.xpos(syntax).argmax(-1)[0],
            m.upos(syntax).argmax(-1)[0],
            m.lemmas(syntax).argmax(-1)[0],
            m.arcs(syntax)[0],
            labels[0],
            *(torch.log_softmax(s[0], -1) for s in scored),
            torch.log_softmax(m.kind(whole)[0], -1),
            torch.sigmoid(m.roles(meaning, meaning)[0]),
        )


def export(model: Encoder, labels: Labels, vocabulary: Path, out: Path) -> None:
    """Writes `encoder.onnx`, `labels.json` and `vocabulary.txt` to the folder `out`."""
    out.mkdir(parents=True, exist_ok=True)
    model.eval()
    pieces = torch.arange(100, 112)
    first = torch.tensor([1, 2, 4, 5, 8, 9])
    last = torch.tensor([1, 3, 4, 7, 8, 9])
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            OneSentence(model),
            (pieces, torch.zeros_like(pieces), first, last),
            str(whole),
            input_names=["pieces", "case", "first", "last"],
            output_names=list(OUTPUTS),
            dynamic_axes={"pieces": {0: "p"}, "case": {0: "p"}, "first": {0: "w"}, "last": {0: "w"}},
            opset_version=17,
            dynamo=False,
        )
        graph = onnx.load(str(whole))
        # Heads stay in floats: they are small, and arcs are decided by small differences.
        products = [n.name for n in graph.graph.node if n.op_type == "MatMul" and "/layers." in n.name and _has_weight(graph, n)]
        gathers = [n.name for n in graph.graph.node if n.op_type == "Gather" and "/words" in n.name]
        quantize_dynamic(
            str(whole),
            str(out / "encoder.onnx"),
            per_channel=True,
            weight_type=QuantType.QInt8,
            nodes_to_quantize=products + gathers,
            op_types_to_quantize=["MatMul", "Gather"],
        )
    (out / "labels.json").write_text(json.dumps(labels.as_lists(), ensure_ascii=False, indent=1) + "\n", "utf-8")
    shutil.copyfile(vocabulary, out / "vocabulary.txt")


def _has_weight(graph: onnx.ModelProto, node: onnx.NodeProto) -> bool:
    return any(i.name == node.input[1] for i in graph.graph.initializer)
