using Azure.Core;
using Dashboard.Azure.Arm;
using Dashboard.Azure.Pipeline;
using Dashboard.Azure.ResourceGraph;
using Microsoft.Extensions.Logging;

namespace Dashboard.Azure.Connections;

/// <summary>
/// The clients of runs with less patience: somebody is waiting for the answer. They share the quota of Resource Graph with
/// runs, so that a test never drives a run into the wall.
/// </summary>
internal sealed class ConnectionClients
{
    /// <summary>Makes them. <paramref name="credential"/> is asked for only when a real token is needed.</summary>
    public ConnectionClients(
        AzureSettings settings, Func<TokenCredential> credential, QuotaWindow quota, TimeProvider clock, ILoggerFactory loggers)
    {
        Settings = settings with
        {
            MaxRetries = 2,
            RequestTimeout = TimeSpan.FromSeconds(10),
            OverallDeadline = TimeSpan.FromSeconds(15),
        };
        Credential = new Lazy<TokenCredential>(credential);
        Clock = clock;
        Problems = new Problems(Settings);
        Http = new ArmHttp(ArmPipeline.Create(Settings, () => Credential.Value, quota, clock), Settings, loggers.CreateLogger<ArmHttp>());
        Graph = new ResourceGraphClient(Http, Settings, Problems, loggers.CreateLogger<ResourceGraphClient>());
        Subscriptions = new SubscriptionList(Http, Settings, Problems);
    }

    /// <summary>The settings of runs, with the patience of a test.</summary>
    public AzureSettings Settings { get; }

    /// <summary>The credential; making it may fail.</summary>
    public Lazy<TokenCredential> Credential { get; }

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; }

    /// <summary>Failures in words.</summary>
    public Problems Problems { get; }

    /// <summary>Single requests.</summary>
    public ArmHttp Http { get; }

    /// <summary>Queries.</summary>
    public ResourceGraphClient Graph { get; }

    /// <summary>The list of subscriptions.</summary>
    public SubscriptionList Subscriptions { get; }
}
