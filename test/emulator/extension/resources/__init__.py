"""The resource types that moto's CloudFormation lacks or does not change in place, by service."""


def register() -> None:
    """Loads every handler."""
    from resources import balancing, bill, cache, cluster, compute, containers, custom, database, edge, identity, messaging, network, scaling, secret, storage, table, watch  # noqa: F401
