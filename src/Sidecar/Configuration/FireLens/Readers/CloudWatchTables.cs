using PhiLens.Sidecar.Configuration.FireLens.Sections;

namespace PhiLens.Sidecar.Configuration.FireLens.Readers;

/// <summary>Every option of the two CloudWatch plugins.</summary>
internal static class CloudWatchTables
{
    private const string NoMetrics = "there are no inputs here that make metrics";
    private const string OwnTls = "PhiLens speaks TLS 1.2 or 1.3 and always verifies";
    private const string NoClientCertificate = "asks for a client certificate, which CloudWatch Logs never does: take "
        + "it out";

    private static readonly OptionRow[] Shared =
    [
        .. SharedRows.Output,
        OptionRow.Kept("region", "the region"),
        OptionRow.Kept("log_group_name", "the name of the group"),
        OptionRow.Kept("log_stream_name", "the name of the stream"),
        OptionRow.Kept("log_stream_prefix", "the stream is the prefix and the tag"),
        OptionRow.Kept("log_key", "sends only this field"),
        OptionRow.Kept("log_format", "json/emf sets the header of the embedded metric format"),
        OptionRow.Kept("role_arn", "the role to assume"),
        OptionRow.Kept("external_id", "the external id for assuming the role"),
        OptionRow.Kept("sts_endpoint", "an https endpoint for assuming the role"),
        OptionRow.Kept("auto_create_group", "creates a group that is missing"),
        OptionRow.Kept("log_retention_days", "the retention of a group that it creates"),
        OptionRow.Kept("log_group_class", "the class of a group that it creates"),
        OptionRow.Kept("endpoint", "an https endpoint instead of the region's"),
    ];

    /// <summary>Of <c>cloudwatch_logs</c>, the plugin written in C.</summary>
    public static OptionTable Logs { get; } = new(
    [
        .. Shared,
        OptionRow.Kept("log_group_template", "the name of the group, with values of the record"),
        OptionRow.Kept("log_stream_template", "the name of the stream, with values of the record"),
        OptionRow.Kept("port", "the port of the endpoint"),
        OptionRow.Kept("tls", "must be on"),
        OptionRow.Kept("tls.verify", "must be on"),
        OptionRow.Kept("tls.verify_hostname", "PhiLens always verifies the host's name"),
        OptionRow.Kept("tls.ca_file", "PEM roots trusted in addition to the system's"),
        OptionRow.Refused("tls.ca_path", "names a folder of roots: use tls.ca_file with one file"),
        OptionRow.Refused("tls.crt_file", NoClientCertificate),
        OptionRow.Refused("tls.key_file", NoClientCertificate),
        OptionRow.Refused("tls.key_passwd", NoClientCertificate),
        OptionRow.Refused("tls.vhost", "asks for another name in TLS than the endpoint's: take it out"),
        OptionRow.Meaningless("tls.debug", OwnTls),
        OptionRow.Meaningless("tls.min_version", OwnTls),
        OptionRow.Meaningless("tls.max_version", OwnTls),
        OptionRow.Meaningless("tls.ciphers", OwnTls),
        OptionRow.Refused("profile", "chooses credentials from a file: set the environment variable AWS_PROFILE"),
        OptionRow.Refused("host", "names the host another way: use endpoint"),
        OptionRow.Meaningless("auto_retry_requests", "PhiLens always tries again"),
        OptionRow.Meaningless("extra_user_agent", "PhiLens names itself only"),
        OptionRow.Meaningless("metric_namespace", NoMetrics),
        OptionRow.Meaningless("metric_dimensions", NoMetrics),
        OptionRow.Meaningless("add_entity", "there is no Kubernetes metadata in an ECS task"),
    ]);

    /// <summary>Of <c>cloudwatch</c>, the plugin written in Go.</summary>
    public static OptionTable Go { get; } = new(
    [
        .. Shared,
        OptionRow.Kept("default_log_group_name", "the group's name when a value of its template is missing"),
        OptionRow.Kept("default_log_stream_name", "the stream's name when a value of its template is missing"),
        OptionRow.Kept("new_log_group_tags", "the tags of a group that it creates"),
        OptionRow.Meaningless("auto_create_stream", "streams are always created"),
        OptionRow.Meaningless("extra_user_agent", "PhiLens names itself only"),
        OptionRow.Refused("credentials_endpoint", "fetches credentials from another place: set the variable "
            + "AWS_CONTAINER_CREDENTIALS_FULL_URI"),
    ]);
}
