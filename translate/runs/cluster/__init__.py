"""Beyond one machine: the files of a run are translated by the workers of a Ray cluster.

Ray Data does the distribution: it gives out the work, keeps its order, bounds what waits, and does
again what was on a machine that died. `connect` finds or starts the cluster, `parcels` packs files
into pieces of work, `work` is what runs on its machines (the very code of a run on one machine),
`keeper` is the journal for all of them, and `away` gives the events of the run back, in order.
"""
