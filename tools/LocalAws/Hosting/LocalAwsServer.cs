using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using PhiLens.LocalAws.Metadata;

namespace PhiLens.LocalAws.Hosting;

/// <summary>A running server: tests start it in their own process, the program starts one for its life.</summary>
internal sealed class LocalAwsServer : IAsyncDisposable
{
    /// <summary>The service closes a connection that has been idle for about this long.</summary>
    private static readonly TimeSpan IdleConnection = TimeSpan.FromSeconds(6);

    /// <summary>Requests still in flight at the end get this long.</summary>
    private static readonly TimeSpan StopWait = TimeSpan.FromMilliseconds(500);

    private readonly WebApplication _application;
    private readonly X509Certificate2 _leaf;
    private readonly CancellationTokenSource _stopping;

    private LocalAwsServer(
        WebApplication application, X509Certificate2 leaf, CancellationTokenSource stopping, LocalAwsOptions options)
    {
        _application = application;
        _leaf = leaf;
        _stopping = stopping;
        CaFile = Path.Combine(options.Data, "ca.pem");
        Uri AddressOf(string scheme) => new(application.Services.GetRequiredService<IServer>()
            .Features.GetRequiredFeature<IServerAddressesFeature>().Addresses
            .First(address => address.StartsWith(scheme + ":", StringComparison.Ordinal)));
        Address = AddressOf("https");
        MetadataAddress = options.Metadata is null ? null : new Uri(AddressOf("http"), MetadataDocuments.Path);
    }

    /// <summary>Where the services are.</summary>
    public Uri Address { get; }

    /// <summary>What <c>ECS_CONTAINER_METADATA_URI_V4</c> would say; null when it is not served.</summary>
    public Uri? MetadataAddress { get; }

    /// <summary>The certificate that clients must trust.</summary>
    public string CaFile { get; }

    /// <summary>Returns once the server answers.</summary>
    public static async Task<LocalAwsServer> StartAsync(LocalAwsOptions options)
    {
        using var authority = CertificateAuthority.Open(options.Data);
        var leaf = authority.IssueLeaf(options.Hosts);
        var stopping = new CancellationTokenSource();
        var backend = new Backend(options);
        var application = Build(options, leaf, backend);
        application.Run(Route(backend, stopping.Token));
        await application.StartAsync();
        return new LocalAwsServer(application, leaf, stopping, options);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        using var patience = new CancellationTokenSource(StopWait);
        await _application.StopAsync(patience.Token);
        await _application.DisposeAsync();
        _leaf.Dispose();
        _stopping.Dispose();
    }

    private static WebApplication Build(LocalAwsOptions options, X509Certificate2 leaf, Backend backend)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.KeepAliveTimeout = IdleConnection;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(options.Listen, listen => ListenTls(listen, leaf, backend));
            if (options.Metadata is { } metadata)
            {
                kestrel.Listen(metadata, listen => listen.Protocols = HttpProtocols.Http1);
            }
        });
        return builder.Build();
    }

    private static void ListenTls(ListenOptions listen, X509Certificate2 leaf, Backend backend)
    {
        listen.Protocols = HttpProtocols.Http1;
        listen.Use(next => connection =>
        {
            backend.Statistics.CountConnection();
            return next(connection);
        });
        listen.UseHttps(leaf, https => https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13);
    }

    private static RequestDelegate Route(Backend backend, CancellationToken stopping)
    {
        var logs = new ServiceEndpoint(backend, stopping);
        var control = new ControlEndpoint(backend);
        return context => context.Request switch
        {
            { IsHttps: false } => MetadataEndpoint.HandleAsync(context),
            { } request when ControlEndpoint.Owns(request.Path) => control.HandleAsync(context),
            _ => logs.HandleAsync(context),
        };
    }
}
