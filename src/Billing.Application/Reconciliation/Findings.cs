using System.Text.Json;

namespace Billing.Application.Reconciliation;

/// <summary>What a run has found so far.</summary>
public sealed class Findings(Func<Findings, CancellationToken, Task> note, IProgress<string> progress)
{
    /// <summary>A run that finds more has another problem than a list of them would show.</summary>
    private const int MaxListed = 200;

    private readonly List<Finding> _listed = [];
    private readonly List<string> _remarks = [];

    /// <summary>How many events and objects were looked at.</summary>
    public int Checked { get; private set; }

    /// <summary>How many were missing or differed.</summary>
    public int Drifted { get; private set; }

    /// <summary>How many of these were mended.</summary>
    public int Healed { get; private set; }

    /// <summary>All of it as JSON; null when there is nothing to say.</summary>
    public string? Report => _listed.Count + _remarks.Count == 0
        ? null
        : JsonSerializer.Serialize(new { remarks = _remarks, findings = _listed }, JsonSerializerOptions.Web);

    /// <summary>So many more were looked at.</summary>
    public void Saw(int count) => Checked += count;

    /// <summary>Something was missing or differed.</summary>
    /// <param name="kind">What kind of object.</param>
    /// <param name="id">Stripe's id, or ours.</param>
    /// <param name="what">What was wrong, and what became of it.</param>
    /// <param name="isHealed">Whether it is right now.</param>
    public void Found(string kind, string id, string what, bool isHealed)
    {
        Drifted++;
        Healed += isHealed ? 1 : 0;
        if (_listed.Count < MaxListed)
        {
            _listed.Add(new Finding(kind, id, what, isHealed));
        }

        progress.Report($"{kind} {id}: {what}");
    }

    /// <summary>Says something that is no finding.</summary>
    public void Remark(string sentence)
    {
        _remarks.Add(sentence);
        progress.Report(sentence);
    }

    /// <summary>Tells how far it has come, to whoever waits and to the database.</summary>
    public async Task StepAsync(string done, CancellationToken cancellationToken)
    {
        progress.Report(done);
        await note(this, cancellationToken);
    }

    private sealed record Finding(string Kind, string Id, string What, bool IsHealed);
}
