"""Reads a Chinese plan: tasks, bodies, deadlines and targets, each with its passage."""
