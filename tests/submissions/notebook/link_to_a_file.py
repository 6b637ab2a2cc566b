# attack: a link to the system's users in the place of the notebook
# expected: describe 0 of 3, first_axis 0 of 1
# says: unreadable
# remark: link
# not shown: root:x:0
def make(folder, notebook):
    (folder / "1_welcome.ipynb").symlink_to("/etc/passwd")
