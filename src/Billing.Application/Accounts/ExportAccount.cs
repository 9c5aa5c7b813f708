using MediatR;

namespace Billing.Application.Accounts;

/// <summary>Everything that is kept about the signed-in user. The lists are read while they are written out, a few rows at a time.</summary>
public sealed record ExportAccount : IRequest<AccountExport>;

internal sealed class ExportAccountHandler : IRequestHandler<ExportAccount, AccountExport>
{
    public Task<AccountExport> Handle(ExportAccount request, CancellationToken cancellationToken) => throw new NotImplementedException();
}
