"""The command line: the same services without a window.

The verbs are a list of groups; each group is a module that adds its verbs to the program.
"""
