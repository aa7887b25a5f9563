using System.Text.Json;
using System.Text.Json.Serialization;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Proxmox;

/// <summary>Tasks as text and back. Pure.</summary>
internal static class ProxmoxTasks
{
    /// <summary>A change that is over when the task is.</summary>
    public static BackendChange.Poll Poll(ProxmoxTask task) => new(Write(task));

    /// <summary>The id of a task.</summary>
    public static string Write(ProxmoxTask task) => JsonSerializer.Serialize(task, ProxmoxTaskJson.Default.ProxmoxTask);

    /// <summary>Reads an id; null when it is none of ours.</summary>
    public static ProxmoxTask? Read(string taskId)
    {
        try
        {
            return JsonSerializer.Deserialize(taskId, ProxmoxTaskJson.Default.ProxmoxTask);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(ProxmoxTask))]
internal sealed partial class ProxmoxTaskJson : JsonSerializerContext;
