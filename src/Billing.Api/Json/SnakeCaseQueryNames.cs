using System.Text.Json;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Billing.Api.Json;

/// <summary>Names query parameters as the JSON names are: <c>createdFrom</c> is <c>created_from</c>.</summary>
internal sealed class SnakeCaseQueryNames : IParameterModelConvention
{
    public void Apply(ParameterModel parameter)
    {
        if (parameter.BindingInfo is { BinderModelName: null } binding && binding.BindingSource == BindingSource.Query)
        {
            binding.BinderModelName = JsonNamingPolicy.SnakeCaseLower.ConvertName(parameter.ParameterName);
        }
    }
}
