import type { Palette } from './palette.ts';
import type { PointLayer } from './point-layer.ts';
import type { Loop, Points, Shown } from './points.ts';
import type { Sprites } from './sprites.ts';
import type { Carrying, Place, Size } from './view.ts';

/** A label as the map shows it. */
export interface MapLabel {
  readonly name: string;
  readonly colour: number;
  readonly isShown: boolean;
  /** Points of it. */
  readonly count: number;
  /** Where most of them lie; null where there are none. */
  readonly centre: Place | null;
}

/** Everything that one picture of the map shows. */
export interface Scene extends Size {
  readonly points: Points;
  readonly carried: Carrying;
  readonly shown: Shown;
  /** How much the view is enlarged. */
  readonly scale: number;
  readonly labels: readonly MapLabel[];
  /** The chosen label among them; −1 for none. */
  readonly chosen: number;
  /** The point that is spoken of; −1 for none. */
  readonly active: number;
  readonly gathered: ReadonlySet<number>;
  readonly loop: Loop;
}

export interface Means {
  readonly pen: CanvasRenderingContext2D;
  readonly palette: Palette;
  readonly sprites: Sprites;
  readonly layer: PointLayer;
  /** Pixels of the screen for one of CSS. */
  readonly density: number;
}
