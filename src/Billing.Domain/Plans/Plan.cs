namespace Billing.Domain.Plans;

/// <summary>Something to subscribe to. A plan without prices is free.</summary>
public sealed class Plan
{
    private readonly List<PlanPrice> _prices = [];

    private Plan()
    {
    }

    /// <summary>Our own id (UUID version 7).</summary>
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>The stable short name used in configuration, policies and the API (<c>pro</c>).</summary>
    public required string Code { get; init; }

    /// <summary>The name people read.</summary>
    public string Name { get; private set; } = "";

    /// <summary>One sentence for the plans page.</summary>
    public string? Description { get; private set; }

    /// <summary>What the plan entitles to, as shown and as asked for by feature policies.</summary>
    public IReadOnlyList<string> Features { get; private set; } = [];

    /// <summary>The place on the plans page, smallest first.</summary>
    public int SortOrder { get; private set; }

    /// <summary>Whether it is offered to new subscribers.</summary>
    public bool Active { get; private set; }

    /// <summary>What it costs, by interval and currency.</summary>
    public IReadOnlyList<PlanPrice> Prices => _prices;

    /// <summary>A new plan, offered at once.</summary>
    public static Plan Create(string code) => new() { Code = code, Active = true };

    /// <summary>Takes over what the plan file says.</summary>
    public void Describe(string name, string? description, IReadOnlyList<string> features, int sortOrder, bool active)
    {
        Name = name;
        Description = description;
        Features = features;
        SortOrder = sortOrder;
        Active = active;
    }

    /// <summary>Adds a price.</summary>
    /// <exception cref="InvalidOperationException">The price belongs to another plan.</exception>
    public void Add(PlanPrice price)
    {
        if (price.PlanId != Id)
        {
            throw new InvalidOperationException($"Price {price.LookupKey} belongs to another plan than {Code}.");
        }

        _prices.Add(price);
    }
}
