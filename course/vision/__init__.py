"""Shared image operations that lessons and exercises build on: a camera, a comparison of pictures."""
