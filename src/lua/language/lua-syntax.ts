/** A local variable, as the scopes of the parser know it. */
export interface Variable {
  readonly name: string;
  /** The register that gopher-lua would keep it in; also where it stands in a frame. */
  readonly register: number;
  /** Whether an inner function uses it. */
  captured: boolean;
  /** Whether anything but its declaration writes it, so that functions that use it have to share it. */
  assigned: boolean;
}

/** Where a function finds a variable: in its own frame, or by its place among what it has captured. */
export interface Capture {
  readonly variable: Variable;
  readonly upvalue?: number;
}

/** A function, or the whole chunk. */
export interface FunctionNode {
  readonly parameters: readonly Variable[];
  readonly vararg: boolean;
  /** The implicit table `arg` of a function with `...` in its parameters. */
  readonly arg: Variable | undefined;
  /** Whether the body has `...`, without which alone `arg` is filled. */
  readonly usesVararg: boolean;
  readonly body: readonly Statement[];
  /** The variables of outer functions, in the order of their first use. */
  readonly captures: readonly Capture[];
  /** How many registers its variables take. */
  readonly registers: number;
  readonly variables: readonly Variable[];
}

interface At {
  line: number;
}

/** An item of a table constructor. */
export interface Item {
  readonly key: Expression | undefined;
  readonly value: Expression;
}

export interface LocalNode extends At {
  readonly type: 'local';
  readonly variable: Variable;
}

export interface IndexNode extends At {
  readonly type: 'index';
  readonly object: Expression;
  readonly key: Expression;
}

export interface CallNode extends At {
  readonly type: 'call';
  /** What is called, or whose method. */
  readonly callee: Expression;
  readonly method: string | undefined;
  readonly args: readonly Expression[];
  /** In parentheses, which leave one value. */
  single: boolean;
}

export type Arithmetic = '+' | '-' | '*' | '/' | '%' | '^';
export type Relation = '==' | '~=' | '<' | '<=' | '>' | '>=';

export interface BinaryNode<Operator extends string> extends At {
  readonly operator: Operator;
  readonly left: Expression;
  readonly right: Expression;
}

interface UpvalueNode extends At {
  readonly type: 'upvalue';
  readonly index: number;
  readonly variable: Variable;
}

interface GlobalNode extends At {
  readonly type: 'global';
  readonly name: string;
}

export type Expression =
  | (At & { readonly type: 'nil' | 'true' | 'false' })
  | (At & { readonly type: 'number'; readonly value: number })
  | (At & { readonly type: 'string'; readonly value: string })
  | (At & { readonly type: 'vararg'; single: boolean })
  | (At & { readonly type: 'function'; readonly node: FunctionNode })
  | LocalNode
  | UpvalueNode
  | GlobalNode
  | IndexNode
  | CallNode
  | (At & { readonly type: 'table'; readonly items: readonly Item[] })
  | (BinaryNode<'and' | 'or'> & { readonly type: 'logical' })
  | (BinaryNode<Relation> & { readonly type: 'relation' })
  | (BinaryNode<Arithmetic> & { readonly type: 'arithmetic'; readonly constant: number | undefined })
  | (BinaryNode<'..'> & { readonly type: 'concat' })
  | (At & {
      readonly type: 'unary';
      readonly operator: 'not' | '-' | '#';
      readonly operand: Expression;
      /** The number that it comes to where it is one of numbers alone. */
      readonly constant: number | undefined;
    });

/** What can be assigned to. */
export type Target = LocalNode | UpvalueNode | GlobalNode | IndexNode;

export type Block = readonly Statement[];

export type Statement = { readonly line: number } & (
  | {
      readonly type: 'assign';
      readonly targets: readonly Target[];
      readonly values: readonly Expression[];
      /** How many registers variables take there. */
      readonly base: number;
    }
  | {
      readonly type: 'declare';
      readonly variables: readonly Variable[];
      readonly values: readonly Expression[];
    }
  | { readonly type: 'callStatement'; readonly call: CallNode }
  | { readonly type: 'do'; readonly body: Block }
  | { readonly type: 'while'; readonly condition: Expression; readonly body: Block }
  | { readonly type: 'repeat'; readonly condition: Expression; readonly body: Block }
  | {
      readonly type: 'if';
      readonly condition: Expression;
      readonly then: Block;
      readonly else: Block;
    }
  | {
      readonly type: 'numericFor';
      readonly variable: Variable;
      readonly from: Expression;
      readonly to: Expression;
      readonly step: Expression | undefined;
      readonly body: Block;
    }
  | {
      readonly type: 'genericFor';
      readonly variables: readonly Variable[];
      readonly values: readonly Expression[];
      readonly body: Block;
    }
  | { readonly type: 'return'; readonly values: readonly Expression[] }
  | { readonly type: 'break' }
  | {
      readonly type: 'goto';
      readonly label: string;
      /** The first register whose variable parts from the functions that share it. */
      closes: number;
    }
  | { readonly type: 'label'; readonly name: string }
);
