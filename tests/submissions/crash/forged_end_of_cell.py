# attack: tells the grader that its cell has ended, and goes on for ever
# expected: describe 0 of 3, first_axis 1 of 1
# says: time limit|kernel died
kernel = get_ipython().kernel
parent = kernel.get_parent()
reply = {"status": "ok", "execution_count": 1, "payload": [], "user_expressions": {}}
kernel.session.send(kernel.iopub_socket, "status", {"execution_state": "idle"}, parent=parent)
kernel.session.send(kernel.shell_stream, "execute_reply", reply, parent=parent, ident=kernel._parent_ident["shell"])
while True:
    pass
