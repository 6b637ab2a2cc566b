# attack: sends bytes that are no messages, and messages signed with a wrong key
# expected: describe 0 or 3 of 3, first_axis 1 of 1
# says: .
kernel = get_ipython().kernel
forged = [b"<IDS|MSG>", b"wrong", b"{}", b"{}", b"{}", b"{}"]
for parts in ([b"garbage"], [b"<IDS|MSG>"], forged, [b"\xff" * 1000] * 50):
    kernel.iopub_socket.send_multipart(parts)
exec(RIGHT_ANSWER)
