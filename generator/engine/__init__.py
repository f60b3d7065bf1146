"""The mathematics: plain numpy operations that run on floats, on balls and on traced scalars alike.

Nothing here knows how a number is stored, named or printed. Arrays are one-dimensional per layer (one entry a
neuron), weights are two-dimensional (one row a neuron, one column an input).
"""
