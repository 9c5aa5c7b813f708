using System.Text.Json;
using Billing.Application.Abstractions;

namespace Billing.Sandbox;

/// <summary>A mail that would have been sent.</summary>
/// <param name="Id">Its name in addresses.</param>
/// <param name="SentAt">When it was handed over (UTC).</param>
/// <param name="To">The one address it is to.</param>
/// <param name="Subject">The subject.</param>
/// <param name="Text">The body as text.</param>
/// <param name="Html">The body as HTML.</param>
internal sealed record KeptMail(string Id, DateTime SentAt, string To, string Subject, string Text, string Html);

/// <summary>Keeps mails in a file instead of sending them.</summary>
internal sealed class Mailbox : IEmailSender
{
    private const int Capacity = 200;

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private readonly Lock _gate = new();
    private readonly string _file;
    private readonly List<KeptMail> _mails;

    /// <summary>Opens the mailbox of a folder.</summary>
    public Mailbox(string folder)
    {
        _file = Path.Combine(folder, "mail.json");
        _mails = File.Exists(_file) ? JsonSerializer.Deserialize<List<KeptMail>>(File.ReadAllText(_file), Format) ?? [] : [];
    }

    /// <summary>The mails, newest first.</summary>
    public IReadOnlyList<KeptMail> List()
    {
        lock (_gate)
        {
            return [.. _mails.AsEnumerable().Reverse()];
        }
    }

    /// <summary>The mails as JSON, newest first.</summary>
    public string ToJson() => JsonSerializer.Serialize(List(), Format);

    /// <inheritdoc />
    public Task SendAsync(Email email, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _mails.Add(new KeptMail(Guid.CreateVersion7().ToString("N"), DateTime.UtcNow, email.To, email.Subject, email.Text, email.Html));
            _mails.RemoveRange(0, Math.Max(0, _mails.Count - Capacity));
            // Replaced as a whole: a process that is killed leaves the old file or the new one.
            File.WriteAllText(_file + ".new", JsonSerializer.Serialize(_mails, Format));
            File.Move(_file + ".new", _file, overwrite: true);
        }

        return Task.CompletedTask;
    }
}
