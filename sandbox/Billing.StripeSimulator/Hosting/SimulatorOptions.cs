namespace Billing.StripeSimulator;

/// <summary>
/// How the simulator runs. Set by <c>SIMULATOR_*</c> environment variables (<c>SIMULATOR_PORT</c>) or the command line
/// (<c>--port 12111 --data FILE</c>).
/// </summary>
public sealed class SimulatorOptions
{
    /// <summary>The port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; set; } = 12111;

    /// <summary>Where to listen, such as <c>http://127.0.0.1:12111</c>; when it is set, <see cref="Port"/> does not count.</summary>
    public string? Urls { get; set; }

    /// <summary>The SQLite file that holds the state. It is made when it is missing.</summary>
    public string DataFile { get; set; } = Path.Combine(".sandbox", "simulator.db");

    /// <summary>The API version that objects and events have.</summary>
    public string ApiVersion { get; set; } = "2026-07-29.dahlia";

    /// <summary>The business name that pages and invoices show.</summary>
    public string AccountName { get; set; } = "Simulated Business";

    /// <summary>
    /// How many days before an invoice <c>invoice.upcoming</c> tells of it; 0 for not at all. At Stripe: Billing settings, "Upcoming renewal
    /// events", 7 unless it is changed.
    /// </summary>
    public int UpcomingInvoiceDays { get; set; } = 7;

    /// <summary>The wait before the second attempt at a delivery; it doubles with every further one.</summary>
    public TimeSpan WebhookRetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait between two attempts at a delivery.</summary>
    public TimeSpan WebhookMaxRetryDelay { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long an endpoint may take to answer.</summary>
    public TimeSpan WebhookTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Reads the options out of a configuration.</summary>
    internal static SimulatorOptions From(IConfiguration configuration)
    {
        var options = new SimulatorOptions();
        configuration.Bind(options);
        options.DataFile = configuration["data"] ?? options.DataFile;
        return options;
    }

    /// <summary>The addresses to listen on, separated by semicolons.</summary>
    internal string ListenOn => Urls ?? $"http://127.0.0.1:{Port}";
}
