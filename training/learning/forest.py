"""TensorFlow Decision Forests: train, and write what browsers and programs read."""

import zipfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from .encoding import ANSWER, Encoding, answer_of, name_of
from .graphs import Graph, Shelf, shape_of, write_trees
from .libraries import load_libraries
from .recipes import Recipe
from .table import Table

shelf = Shelf()


@dataclass(frozen=True)
class Forest:
    """A trained forest, in memory and in a folder of its own."""

    network: Any
    encoding: Encoding
    folder: Path
    prefix: str

    @classmethod
    def trained(cls, table: Table, recipe: Recipe, workplace: Path) -> "Forest":
        """Train on the whole table; the workplace is an empty folder."""
        encoding = Encoding.of(table)
        examples = workplace / "examples.csv"
        encoding.write_csv(table, examples)
        network = _network(encoding, recipe, workplace)
        network.fit_on_dataset_path(
            str(examples), label_key=ANSWER, dataset_format="csv", num_io_threads=1
        )
        prefix = network._training_model_id
        return cls(network, encoding, workplace / "model", prefix)

    @cached_property
    def label_order(self) -> list[int]:
        """Return which label each output stands for: theirs is by frequency."""
        words = self.network.make_inspector().label_classes()
        return [answer_of(word) for word in words]

    def write_for_browsers(self, folder: Path, workplace: Path) -> None:
        """Write model.json, its weights and assets.zip with the trees."""
        shape = shape_of(self.folder, self.prefix)
        graph = shelf.find(shape)
        if graph is None:
            saved = workplace / "saved"
            self._save(saved)
            load_libraries().convert(str(saved), str(folder), skip_op_check=True)
            shelf.keep(shape, Graph.read(folder, self.prefix))
        else:
            graph.write(folder, self.prefix)
        write_trees(folder / "assets.zip", self.folder, self.prefix)

    def write_for_programs(self, path: Path) -> None:
        """Write the zip file that the ydf package opens."""
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in sorted(self.folder.glob(f"{self.prefix}*")):
                archive.write(file, file.name.removeprefix(self.prefix))

    def _save(self, folder: Path) -> None:
        """Write a SavedModel of the inference alone.

        Keras would trace every layer four times over: twice as slow, same answers.
        """
        tf = load_libraries().tf
        module = tf.Module()
        module.inference = self.network._models[0]
        signature = {
            name_of(field): tf.TensorSpec(
                [None],
                tf.string if self.encoding.is_choice(field) else tf.float32,
                name=name_of(field),
            )
            for field in self.encoding.used
        }

        @tf.function(autograph=False, input_signature=[signature])  # type: ignore[untyped-decorator]
        def answer(values: Any) -> Any:
            return {"confidences": module.inference.apply(values).dense_predictions}

        module.answer = answer
        tf.saved_model.save(module, str(folder), {"serving_default": answer})


def _network(encoding: Encoding, recipe: Recipe, workplace: Path) -> Any:
    keras = load_libraries().tfdf.keras
    networks = {
        "forest": keras.RandomForestModel,
        "boosted": keras.GradientBoostedTreesModel,
    }
    return networks[recipe.method](
        features=_features(encoding),
        exclude_non_specified_features=True,
        temp_directory=str(workplace),
        verbose=0,
        **recipe.settings,
    )


def _features(encoding: Encoding) -> list[Any]:
    keras = load_libraries().tfdf.keras
    choice, number = keras.FeatureSemantic.CATEGORICAL, keras.FeatureSemantic.NUMERICAL
    return [
        # By default, words seen fewer than 5 times would count as unknown.
        keras.FeatureUsage(name_of(f), semantic=choice, min_vocab_frequency=1)
        if encoding.is_choice(f)
        else keras.FeatureUsage(name_of(f), semantic=number)
        for f in encoding.used
    ]
