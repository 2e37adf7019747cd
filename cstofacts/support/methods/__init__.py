"""The methods by name, in the order in which they are shown: the plain count first, then by the age of their idea."""

from collections.abc import Callable

from cstofacts.support.methods.base import Estimate
from cstofacts.support.methods.crh import crh
from cstofacts.support.methods.investment import investment, pooled_investment
from cstofacts.support.methods.majority import majority
from cstofacts.support.methods.one_coin import one_coin
from cstofacts.support.methods.sums import average_log, sums
from cstofacts.support.methods.truthfinder import truthfinder
from cstofacts.support.methods.wawa import wawa
from cstofacts.support.votes import Votes

METHODS: dict[str, Callable[[Votes], Estimate]] = {
    "majority": majority,
    "sums": sums,
    "average-log": average_log,
    "investment": investment,
    "pooled-investment": pooled_investment,
    "truthfinder": truthfinder,
    "crh": crh,
    "one-coin": one_coin,
    "wawa": wawa,
}
