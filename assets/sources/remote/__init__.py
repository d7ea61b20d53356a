"""Plans from the network: downloaded politely, before a build and only when a user asks for it.

Here belong the manifest of addresses, the check of addresses, the download itself and the record of where each file came from.
Reading what was downloaded does not: a file that lies in the input folder is a file like any other. Nothing here is imported by
``build``, apart from ``provenance``, which reads a file and never the network.
"""
