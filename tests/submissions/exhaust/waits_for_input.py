# attack: waits for somebody at the keyboard
# expected: describe 0 of 3, first_axis 1 of 1
# says: Error
answer = input("how high is the image? ")
exec(RIGHT_ANSWER)
