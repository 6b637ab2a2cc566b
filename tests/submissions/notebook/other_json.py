# attack: a file that is JSON and no notebook
# expected: describe 0 of 3, first_axis 0 of 1
# says: unreadable
# remark: not a Jupyter notebook
def make(folder, notebook):
    (folder / "1_welcome.ipynb").write_text('{"score": 4, "cells": {"a": 5}, "nbformat": 4, "nbformat_minor": 5}')
