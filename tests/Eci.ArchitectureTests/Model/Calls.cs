using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Eci.ArchitectureTests.Model;

/// <summary>Reads from compiled code which methods a method calls or passes on as delegates.</summary>
internal static class Calls
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private const byte TwoByteMark = 0xFE;

    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    /// <summary>All methods and constructors a type declares itself.</summary>
    public static IEnumerable<MethodBase> MethodsOf(Type type) =>
        type.GetMethods(Declared).Cast<MethodBase>().Concat(type.GetConstructors(Declared));

    /// <summary>What the method names in its code; of asynchronous methods and iterators, in the code they are turned into.</summary>
    public static IEnumerable<MethodBase> Of(MethodBase method)
    {
        var direct = ReadBody(method);
        return method.GetCustomAttribute<StateMachineAttribute>() is { } machine
            ? direct.Concat(MethodsOf(machine.StateMachineType).SelectMany(ReadBody))
            : direct;
    }

    private static List<MethodBase> ReadBody(MethodBase method)
    {
        var calls = new List<MethodBase>();
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var at = 0; at < code.Length;)
        {
            var opCode = code[at] == TwoByteMark
                ? OpCodesByValue[BinaryPrimitives.ReadInt16BigEndian(code.AsSpan(at))]
                : OpCodesByValue[code[at]];
            at += opCode.Size;
            if (opCode.OperandType == OperandType.InlineMethod)
                calls.Add(Resolve(method, BinaryPrimitives.ReadInt32LittleEndian(code.AsSpan(at))));
            at += OperandSize(opCode.OperandType, code.AsSpan(at));
        }

        return calls;
    }

    private static MethodBase Resolve(MethodBase caller, int token)
    {
        var typeArguments = caller.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;
        var methodArguments = caller.IsGenericMethod ? caller.GetGenericArguments() : null;
        return caller.Module.ResolveMethod(token, typeArguments, methodArguments)
            ?? throw new InvalidOperationException($"{caller.DeclaringType}.{caller.Name} names an unknown method.");
    }

    private static int OperandSize(OperandType type, ReadOnlySpan<byte> operand) => type switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BinaryPrimitives.ReadInt32LittleEndian(operand)),
        _ => 4,
    };
}
