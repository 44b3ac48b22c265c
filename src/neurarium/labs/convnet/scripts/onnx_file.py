"""The trained network as an ONNX file: from bytes of pixels to logits and chances."""

from __future__ import annotations

from typing import Any

import numpy as np

from neurarium.lab.text import Refusal, Text
from neurarium.labs.convnet.layers import Layer
from neurarium.labs.convnet.scripts.trained import Trained

OPSET = 17  # the first with LayerNormalization
IR = 8
LAST, FIRST = [0, 2, 3, 1], [0, 3, 1, 2]  # channels last, channels first


class _Graph:
    """Nodes and numbers of a graph as it grows; each node takes the answer of the one before."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.numbers: list[Any] = []
        self.answer = "pixels"

    def number(self, name: str, value: np.ndarray) -> str:
        from onnx import numpy_helper

        self.numbers.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, kind: str, *more: str, answer: str = "", **about: Any) -> None:
        from onnx import helper

        answer = answer or f"{kind.lower()}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, [self.answer, *more], [answer], **about))
        self.answer = answer


def write(trained: Trained) -> bytes:
    """The file; raises `Refusal` where the package onnx is missing."""
    try:
        from onnx import TensorProto, helper
    except ImportError as problem:
        raise Refusal(
            Text(
                "ONNX files need the package onnx: pip install 'neurarium[onnx]'.",
                "ONNX-Dateien brauchen das Paket onnx: pip install 'neurarium[onnx]'.",
            )
        ) from problem
    graph = _Graph()
    _inputs(graph, trained)
    for below, layer in zip(trained.layers, trained.layers[1:], strict=False):
        _add(graph, below, layer, trained)
    graph.nodes[-1].output[0] = "logits"
    graph.answer = "logits"
    graph.node("Softmax", answer="chances", axis=1)
    outputs = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, ["pictures", len(trained.names)])
        for name in ("logits", "chances")
    ]
    pixels = helper.make_tensor_value_info("pixels", TensorProto.UINT8, ["pictures", *trained.shape])
    made = helper.make_graph(graph.nodes, "convnet", [pixels], outputs, graph.numbers)
    model = helper.make_model(
        made, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR, producer_name="neurarium"
    )
    helper.set_model_props(model, {"layers": trained.written, "names": ", ".join(trained.names)})
    return bytes(model.SerializeToString())


def _inputs(graph: _Graph, trained: Trained) -> None:
    """(pixel / 255 - mean) / deviation, channels first."""
    from onnx import TensorProto

    graph.node("Cast", to=TensorProto.FLOAT)
    graph.node("Div", graph.number("white", np.array(255, np.float32)))
    graph.node("Sub", graph.number("mean", trained.mean))
    graph.node("Div", graph.number("deviation", trained.deviation))
    graph.node("Transpose", perm=FIRST)


def _add(graph: _Graph, below: Layer, layer: Layer, trained: Trained) -> None:
    def own(kind: str) -> np.ndarray:
        return trained.parameters[f"{layer.name}.{kind}"]

    def keep(kind: str, value: np.ndarray | None = None) -> str:
        return graph.number(f"{layer.name}.{kind}", own(kind) if value is None else value)

    match layer.kind:
        case "conv":
            weight = keep("weight", own("weight").transpose(3, 2, 0, 1))
            graph.node(
                "Conv",
                weight,
                keep("bias"),
                strides=[layer.stride] * 2,
                dilations=[layer.dilation] * 2,
                pads=[layer.padding] * 4,
            )
        case "pool":
            graph.node("MaxPool", kernel_shape=[layer.size] * 2, strides=[layer.stride] * 2)
        case "average":
            graph.node("AveragePool", kernel_shape=[layer.size] * 2, strides=[layer.stride] * 2)
        case "batchnorm":
            graph.node(
                "BatchNormalization", *(keep(kind) for kind in ("scale", "shift", "mean", "variance")), epsilon=1e-5
            )
        case "layernorm":
            if not below.flat:
                graph.node("Transpose", perm=LAST)
            graph.node("LayerNormalization", keep("scale"), keep("shift"), axis=-1, epsilon=1e-5)
            if not below.flat:
                graph.node("Transpose", perm=FIRST)
        case "flatten":
            graph.node("Transpose", perm=LAST)
            graph.node("Flatten", axis=1)
        case "global":
            graph.node("GlobalAveragePool")
            graph.node("Flatten", axis=1)
        case "dense":
            graph.node("Gemm", keep("weight"), keep("bias"))
        case "leaky":
            graph.node("LeakyRelu", alpha=0.01)
        case "relu" | "tanh" | "sigmoid":
            graph.node(layer.kind.capitalize())
        case "dropout":
            pass  # does nothing once it is trained
