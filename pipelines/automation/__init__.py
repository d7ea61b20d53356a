"""Runs that start by themselves: the main job, the nightly schedule, the sensors on the input folder and on stopped runs."""
