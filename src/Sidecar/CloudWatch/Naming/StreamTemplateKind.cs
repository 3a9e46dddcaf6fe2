namespace PhiLens.Sidecar.CloudWatch.Naming;

/// <summary>What a template names; it decides which characters are legal.</summary>
internal enum StreamTemplateKind
{
    /// <summary>A log group: <c>CLOUDWATCH__LOGGROUP</c>. ASCII letters, digits and <c>. - _ / #</c>.</summary>
    Group,

    /// <summary>A log stream: <c>CLOUDWATCH__LOGSTREAM</c>. Everything but <c>:</c>, <c>*</c> and controls.</summary>
    Stream,
}
