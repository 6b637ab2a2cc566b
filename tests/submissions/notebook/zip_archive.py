# attack: none: the module's folder as a zip archive, beside a bomb and a path that leads out of it
# expected: describe 3 of 3, first_axis 1 of 1
# remark: 'hand-in.zip/00_welcome/1_welcome.ipynb' was taken for 1_welcome.ipynb
import zipfile


def make(folder, notebook):
    write(folder, notebook)
    with zipfile.ZipFile(folder / "hand-in.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(folder / "1_welcome.ipynb", "00_welcome/1_welcome.ipynb")
        archive.writestr("00_welcome/1_welcome (1).ipynb", b"[" + b" " * 150_000_000)
        archive.writestr("../../1_welcome.ipynb", b"{}")
    (folder / "1_welcome.ipynb").unlink()
