using PhiLens.LocalAws.Protocol;

namespace PhiLens.LocalAws.Metadata;

/// <summary>
/// ECS task metadata version 4 of one made-up Fargate task, as seen from its log router container. The documents do not
/// change while the server runs.
/// </summary>
internal static class MetadataDocuments
{
    /// <summary>The path of the container's document; the task's lies below it.</summary>
    public const string Path = "/v4/LOCAL";

    public const string TaskId = "0123456789abcdef0123456789abcdef";

    private const string Prefix = $"arn:aws:ecs:us-east-1:{LogNames.Account}";
    private const string TaskArn = $"{Prefix}:task/local/{TaskId}";
    private const string Started = "2026-01-01T00:00:00.000000000Z";

    public static string Container { get; } = ContainerNamed("log_router", "philens:local", "2531612879");

    public static string Task { get; } =
        $$"""
        {
          "Cluster": "{{Prefix}}:cluster/local",
          "TaskARN": "{{TaskArn}}",
          "Family": "philens-local",
          "Revision": "1",
          "ServiceName": "philens-local",
          "DesiredStatus": "RUNNING",
          "KnownStatus": "RUNNING",
          "Limits": {"CPU": 0.25, "Memory": 512},
          "PullStartedAt": "{{Started}}",
          "PullStoppedAt": "{{Started}}",
          "AvailabilityZone": "us-east-1a",
          "LaunchType": "FARGATE",
          "Containers": [
        {{ContainerNamed("app", "app:local", "3817291102")}},
        {{Container}}
          ],
          "ClockDrift": {
            "ClockErrorBound": 0.5,
            "ReferenceTimestamp": "{{Started}}",
            "ClockSynchronizationStatus": "SYNCHRONIZED"
          },
          "EphemeralStorageMetrics": {"Utilized": 262, "Reserved": 20496}
        }
        """;

    private static string ContainerNamed(string name, string image, string number) =>
        $$"""
        {
          "DockerId": "{{TaskId}}-{{number}}",
          "Name": "{{name}}",
          "DockerName": "{{name}}",
          "Image": "{{image}}",
          "ImageID": "sha256:{{TaskId}}{{TaskId}}",
          "Labels": {
            "com.amazonaws.ecs.cluster": "{{Prefix}}:cluster/local",
            "com.amazonaws.ecs.container-name": "{{name}}",
            "com.amazonaws.ecs.task-arn": "{{TaskArn}}",
            "com.amazonaws.ecs.task-definition-family": "philens-local",
            "com.amazonaws.ecs.task-definition-version": "1"
          },
          "DesiredStatus": "RUNNING",
          "KnownStatus": "RUNNING",
          "Limits": {"CPU": 128, "Memory": 256},
          "CreatedAt": "{{Started}}",
          "StartedAt": "{{Started}}",
          "Type": "NORMAL",
          "ContainerARN": "{{Prefix}}:container/local/{{TaskId}}/{{number}}",
          "Networks": [
            {
              "NetworkMode": "awsvpc",
              "IPv4Addresses": ["10.0.0.10"],
              "AttachmentIndex": 0,
              "MACAddress": "0a:00:00:00:00:0a",
              "IPv4SubnetCIDRBlock": "10.0.0.0/24",
              "DomainNameServers": ["10.0.0.2"],
              "PrivateDNSName": "ip-10-0-0-10.ec2.internal",
              "SubnetGatewayIpv4Address": "10.0.0.1/24"
            }
          ],
          "Snapshotter": "overlayfs"
        }
        """;
}
