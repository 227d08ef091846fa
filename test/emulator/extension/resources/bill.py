"""Budgets and cost anomalies. Both APIs live in us-east-1."""

import copy
from typing import Any

from handler import HANDLERS, Context, Handler, Made, Pretended, handles

HANDLERS["AWS::CE::AnomalyMonitor"] = Pretended("moto has no cost anomaly detection", ("MonitorArn",))
HANDLERS["AWS::CE::AnomalySubscription"] = Pretended("moto has no cost anomaly detection", ("SubscriptionArn",))


@handles("AWS::Budgets::Budget")
class Budget(Handler):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        budget = copy.deepcopy(properties["Budget"])
        budget.setdefault("BudgetName", context.name(100))
        given = {**properties, "Budget": budget, "AccountId": context.account}
        context.call("budgets", "create_budget", given)
        return Made(budget["BudgetName"])

    def update(self, context: Context, made: Made, properties: dict[str, Any], changed: set[str]) -> Made:
        """moto has no UpdateBudget: the budget is made again under its name."""
        self.delete(context, made, properties)
        budget = {**properties["Budget"], "BudgetName": made.id}
        return self.create(context, {**properties, "Budget": budget})

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        context.client("budgets").delete_budget(AccountId=context.account, BudgetName=made.id)
