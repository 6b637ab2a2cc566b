# attack: a link to the notebook of a student who has everything right
# expected: describe 0 of 3, first_axis 0 of 1
# says: unreadable
# remark: link
def make(folder, notebook):
    neighbour = sorted(folder.parents[1].glob("*.neighbour/00_welcome/1_welcome.ipynb"))[0]
    (folder / "1_welcome.ipynb").symlink_to(neighbour)
