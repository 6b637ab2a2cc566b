"""The pictures that come with scikit-image: real, free to use, and there without a network.

The files are read straight from the installed package: importing `skimage.io` for them takes a second,
and `skimage.data` goes to the network when a file is damaged.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import TYPE_CHECKING

from course.data.dataset import DataFile, DataSet, package_folder

if TYPE_CHECKING:
    import numpy as np


def astronaut() -> np.ndarray:
    """Portrait of the astronaut Eileen Collins: uint8 (512, 512, 3), RGB in 0..255. NASA, public domain."""
    return _read("astronaut")


def brick() -> np.ndarray:
    """Wall of bricks, a regular texture: uint8 (512, 512), grey in 63..207. CC0Textures, CC0."""
    return _read("brick")


def camera() -> np.ndarray:
    """Man with a camera on a tripod: uint8 (512, 512), grey in 0..255. Lav Varshney, CC0."""
    return _read("camera")


def cell() -> np.ndarray:
    """Cell in saline, phase image from a hologram: uint8 (660, 550), grey in 0..255, 0.107 um a pixel.

    The background carries faint bands, a good test for thresholds. Müller et al. (2018),
    doi:10.1364/OE.26.010729, CC0.
    """
    return _read("cell")


def checkerboard() -> np.ndarray:
    """Board of 8 x 8 squares: uint8 (200, 200), grey, only 0 and 255."""
    return _read("checkerboard")


def chelsea() -> np.ndarray:
    """Chelsea the cat: uint8 (300, 451, 3), RGB in 0..231. Stefan van der Walt, CC0."""
    return _read("chelsea")


def clock() -> np.ndarray:
    """Clock blurred by a moving camera: uint8 (300, 400), grey in 99..247. Stefan van der Walt, public domain."""
    return _read("clock")


def coffee() -> np.ndarray:
    """Cup of coffee on a wooden table: uint8 (400, 600, 3), RGB in 0..255. Rachel Michetti, CC0."""
    return _read("coffee")


def coins() -> np.ndarray:
    """24 Greek coins from Pompeii: uint8 (303, 384), grey in 1..252.

    The background shares grey levels with the coins. Brooklyn Museum, no known copyright restrictions.
    """
    return _read("coins")


def grass() -> np.ndarray:
    """Grass, an irregular texture: uint8 (512, 512), grey in 0..244. linolafett, CC0."""
    return _read("grass")


def gravel() -> np.ndarray:
    """Gravel, an irregular texture: uint8 (512, 512), grey in 0..237. CC0Textures, CC0."""
    return _read("gravel")


def horse() -> np.ndarray:
    """Silhouette of a horse: uint8 (328, 400), black (0) on white (255), grey along the edge. marauder, CC0."""
    return _read("horse")


def hubble_deep_field() -> np.ndarray:
    """Galaxies of many sizes: uint8 (872, 1000, 3), RGB in 0..255. NASA, public domain."""
    return _read("hubble_deep_field")


def immunohistochemistry() -> np.ndarray:
    """Stained glands of the colon (brown DAB, blue hematoxylin): uint8 (512, 512, 3), RGB in 0..255.

    Center for Microscopy and Molecular Imaging, no known copyright restrictions.
    """
    return _read("immunohistochemistry")


def microaneurysms() -> np.ndarray:
    """Piece of a retina with small dark lesions, green channel: uint8 (102, 102), grey in 38..129.

    High-Resolution Fundus Image Database, Budai et al. (2013), doi:10.1155/2013/154860, CC0.
    """
    return _read("microaneurysms")


def moon() -> np.ndarray:
    """Surface of the moon, low contrast: uint8 (512, 512), grey in 0..255."""
    return _read("moon")


def page() -> np.ndarray:
    """Printed page under uneven light, on which one threshold fails: uint8 (191, 384), grey in 0..255."""
    return _read("page")


def retina() -> np.ndarray:
    """Healthy left retina: uint8 (1411, 1411, 3), RGB in 0..255. Mikael Häggström (2014), CC0."""
    return _read("retina")


def rocket() -> np.ndarray:
    """Start of a Falcon 9 rocket: uint8 (427, 640, 3), RGB in 0..255. SpaceX, public domain."""
    return _read("rocket")


def text() -> np.ndarray:
    """Handwritten formulas on ruled paper: uint8 (172, 448), grey in 10..197. Wikipedia, public domain."""
    return _read("text")


def _read(name: str) -> np.ndarray:
    """Decode a picture into a new array: uint8 (H, W), or (H, W, 3) RGB."""
    import numpy as np
    from PIL import Image

    data_set = _BY_FUNCTION[name]
    picture = Image.open(io.BytesIO(data_set.read(data_set.files[0])))
    # The horse is grey but stored as RGBA; all others are stored as what they are.
    return np.array(picture.convert("L") if picture.mode == "RGBA" else picture)


def _picture(
    load: Callable[[], np.ndarray],
    title: str,
    licence: str,
    maker: str,
    file_name: str,
    size_bytes: int,
    sha256: str,
) -> DataSet:
    return DataSet(
        name=load.__name__.replace("_", "-"),
        title=title,
        licence=licence,
        source=maker,
        kind="package",
        comes_with="scikit-image",
        files=(DataFile(file_name, size_bytes, sha256),),
        folders=lambda: package_folder("skimage", "data"),
        load=load,
    )


PUBLIC_DOMAIN = "public domain"
FREE = "no known limits"
# scikit-image takes only free pictures but does not say under which licence, or from whom, these came.
NOT_STATED = "not stated"

# The hashes are those that scikit-image pins itself.
PICTURES: tuple[DataSet, ...] = (
    _picture(
        astronaut,
        "portrait",
        PUBLIC_DOMAIN,
        "NASA",
        "astronaut.png",
        791555,
        "88431cd9653ccd539741b555fb0a46b61558b301d4110412b5bc28b5e3ea6cb5",
    ),
    _picture(
        brick,
        "brick wall",
        "CC0-1.0",
        "CC0Textures",
        "brick.png",
        106634,
        "7966caf324f6ba843118d98f7a07746d22f6a343430add0233eca5f6eaaa8fcf",
    ),
    _picture(
        camera,
        "man with a camera",
        "CC0-1.0",
        "Lav Varshney",
        "camera.png",
        139512,
        "b0793d2adda0fa6ae899c03989482bff9a42d3d5690fc7e3648f2795d730c23a",
    ),
    _picture(
        cell,
        "cell, phase image",
        "CC0-1.0",
        "Müller et al.",
        "cell.png",
        74183,
        "8d23a7fb81f7cc877cd09f330357fc7f595651306e84e17252f6e0a1b3f61515",
    ),
    _picture(
        checkerboard,
        "8 x 8 squares",
        NOT_STATED,
        "scikit-image",
        "chessboard_GRAY.png",
        418,
        "3e51870774515af4d07d820bd8827364c70839bf9b573c746e485095e893df90",
    ),
    _picture(
        chelsea,
        "cat",
        "CC0-1.0",
        "Stefan van der Walt",
        "chelsea.png",
        240512,
        "596aa1e7cb875eb79f437e310381d26b338a81c2da23439704a73c4651e8c4bb",
    ),
    _picture(
        clock,
        "blurred clock",
        PUBLIC_DOMAIN,
        "Stefan van der Walt",
        "clock_motion.png",
        58784,
        "f029226b28b642e80113d86622e9b215ee067a0966feaf5e60604a1e05733955",
    ),
    _picture(
        coffee,
        "cup of coffee",
        "CC0-1.0",
        "Rachel Michetti",
        "coffee.png",
        466706,
        "cc02f8ca188b167c775a7101b5d767d1e71792cf762c33d6fa15a4599b5a8de7",
    ),
    _picture(
        coins,
        "24 Greek coins",
        FREE,
        "Brooklyn Museum",
        "coins.png",
        75825,
        "f8d773fc9cfa6f4d8e5942dc34d0a0788fcaed2a4fefbbed0aef5398d7ef4cba",
    ),
    _picture(
        grass,
        "grass",
        "CC0-1.0",
        "linolafett",
        "grass.png",
        217893,
        "b6b6022426b38936c43a4ac09635cd78af074e90f42ffa8227ac8b7452d39f89",
    ),
    _picture(
        gravel,
        "gravel",
        "CC0-1.0",
        "CC0Textures",
        "gravel.png",
        194247,
        "c48615b451bf1e606fbd72c0aa9f8cc0f068ab7111ef7d93bb9b0f2586440c12",
    ),
    _picture(
        horse,
        "silhouette of a horse",
        "CC0-1.0",
        "marauder",
        "horse.png",
        16633,
        "c7fb60789fe394c485f842291ea3b21e50d140f39d6dcb5fb9917cc178225455",
    ),
    _picture(
        hubble_deep_field,
        "galaxies",
        PUBLIC_DOMAIN,
        "NASA",
        "hubble_deep_field.jpg",
        527940,
        "3a19c5dd8a927a9334bb1229a6d63711b1c0c767fb27e2286e7c84a3e2c2f5f4",
    ),
    _picture(
        immunohistochemistry,
        "stained tissue",
        FREE,
        "CMMI",
        "ihc.png",
        477916,
        "f8dd1aa387ddd1f49d8ad13b50921b237df8e9b262606d258770687b0ef93cef",
    ),
    _picture(
        microaneurysms,
        "retina with lesions",
        "CC0-1.0",
        "Budai et al.",
        "microaneurysms.png",
        4950,
        "a1e1be59aa447f8ce082f7fa809997ab369a2b137cb6c4202abc647c7ccf6456",
    ),
    _picture(
        moon,
        "moon, low contrast",
        NOT_STATED,
        "scikit-image",
        "moon.png",
        50177,
        "78739619d11f7eb9c165bb5d2efd4772cee557812ec847532dbb1d92ef71f577",
    ),
    _picture(
        page,
        "unevenly lit page",
        NOT_STATED,
        "scikit-image",
        "page.png",
        47679,
        "341a6f0a61557662b02734a9b6e56ec33a915b2c41886b97509dedf2a43b47a3",
    ),
    _picture(
        retina,
        "healthy retina",
        "CC0-1.0",
        "Mikael Häggström",
        "retina.jpg",
        269564,
        "38a07f36f27f095e818aea7b96d34202c05176d30253c66733f2e00379e9e0e6",
    ),
    _picture(
        rocket,
        "rocket launch",
        PUBLIC_DOMAIN,
        "SpaceX",
        "rocket.jpg",
        112525,
        "c2dd0de7c538df8d111e479619b129464d0269d0ae5fd18ca91d33a7fdfea95c",
    ),
    _picture(
        text,
        "handwriting",
        PUBLIC_DOMAIN,
        "Wikipedia",
        "text.png",
        42704,
        "bd84aa3a6e3c9887850d45d606c96b2e59433fbef50338570b63c319e668e6d1",
    ),
)

_BY_FUNCTION = {data_set.load.__name__: data_set for data_set in PICTURES}
