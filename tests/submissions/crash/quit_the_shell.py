# attack: asks the shell to quit, in every way it knows
# expected: describe 0 or 3 of 3, first_axis 1 of 1
# says: kernel died|did not reach
exec(RIGHT_ANSWER)
get_ipython().ask_exit()
get_ipython().kernel.do_shutdown(False)
exit()
