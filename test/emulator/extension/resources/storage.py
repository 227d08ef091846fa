"""S3 and ECR, beyond what moto's models do."""

import json
from typing import Any

from handler import Context, Handler, Made, handles


@handles("AWS::S3::BucketPolicy")
class BucketPolicy(Handler):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        context.client("s3").put_bucket_policy(Bucket=properties["Bucket"], Policy=json.dumps(properties["PolicyDocument"]))
        return Made(properties["Bucket"])

    def update(self, context: Context, made: Made, properties: dict[str, Any], changed: set[str]) -> Made:
        return self.create(context, properties)

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        context.client("s3").delete_bucket_policy(Bucket=made.id)
